export type Factors = Readonly<Record<string, readonly unknown[]>>
export type Row = Readonly<Record<string, unknown>>

/** Every pair of values of two factors, as (factor, index, factor, index). */
function pairsOf(factors: Factors): Set<string> {
  const names = Object.keys(factors)
  const pairs = new Set<string>()
  for (const [i, a] of names.entries())
    for (const b of names.slice(i + 1))
      for (const x of factors[a]!.keys()) for (const y of factors[b]!.keys()) pairs.add(`${a} ${x} ${b} ${y}`)
  return pairs
}

/**
 * Few rows in which any two values of two factors stand together, always the same ones: each row begins with a pair that is still
 * wanted, and takes for each other factor the value that brings most of the pairs still wanted.
 */
export function pairwise(factors: Factors): Row[] {
  const names = Object.keys(factors)
  const wanted = pairsOf(factors)
  const rows: Row[] = []
  while (wanted.size > 0) {
    const [a, x, b, y] = [...wanted][0]!.split(' ') as [string, string, string, string]
    const chosen = new Map([
      [a, Number(x)],
      [b, Number(y)],
    ])
    const pair = (one: string, i: number, two: string, j: number) =>
      names.indexOf(one) < names.indexOf(two) ? `${one} ${i} ${two} ${j}` : `${two} ${j} ${one} ${i}`
    for (const name of names.filter((one) => !chosen.has(one))) {
      const gain = (i: number) => [...chosen].filter(([other, j]) => wanted.has(pair(name, i, other, j))).length
      const best = [...factors[name]!.keys()].reduce((most, i) => (gain(i) > gain(most) ? i : most), 0)
      chosen.set(name, best)
    }
    for (const [one, i] of chosen) for (const [two, j] of chosen) wanted.delete(pair(one, i, two, j))
    rows.push(Object.fromEntries(names.map((name) => [name, factors[name]![chosen.get(name)!]])))
  }
  return rows
}
