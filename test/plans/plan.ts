/** What of a plan counts, whichever engine made it. */
export interface Plan {
  /** Tables that are read from end to end. */
  scans: string[]
  /** Indexes that are walked in their order from an end, as long as the limit lasts. */
  walks: string[]
  /** Indexes that are looked into. */
  indexes: string[]
  /** Sets that are sorted and not bounded by a list of ids. */
  sorts: string[]
  text: string
}

/** Tables that do not grow with the posts, people and time of a house. */
const small = new Set(['settings', 'labels', 'id_slots', 'paused_jobs', 'providers', 'groups', 'audit_heads', 'key_checks', 'holds'])

const byAlias = (sql: string) => {
  const names = new Map<string, string>()
  for (const [, table, alias] of sql.matchAll(/(?:from|join|update|into)\s+"?(\w+)"?(?:\s+(?:as\s+)?"?(\w+)"?)?/gi)) {
    names.set(table!, table!)
    if (alias && !/^(?:where|on|order|left|inner|join|group|limit|indexed|set|cross|not|union|values)$/i.test(alias))
      names.set(alias, table!)
  }
  return names
}

/** Reads the lines of EXPLAIN QUERY PLAN. */
export function litePlan(sql: string, lines: readonly { detail: string }[]): Plan {
  const names = byAlias(sql)
  const plan: Plan = { scans: [], walks: [], indexes: [], sorts: [], text: lines.map((line) => line.detail).join('\n') }
  const sorted = plan.text.includes('TEMP B-TREE')
  for (const { detail } of lines) {
    const index = /USING (?:COVERING )?INDEX (\w+)/.exec(detail)?.[1]
    const [, how, alias = ''] = /^(SCAN|SEARCH) (\S+)/.exec(detail) ?? []
    const table = names.get(alias)
    if (/AUTOMATIC/.test(detail)) plan.scans.push(`${table} by a temporary index`)
    else if (how === 'SEARCH') plan.indexes.push(index ?? `${table} by its key`)
    else if (how === 'SCAN' && index) plan.walks.push(index)
    else if (how === 'SCAN' && table && !small.has(table) && !/VIRTUAL TABLE/.test(detail)) {
      // In the order of its rows until the limit is full, or whole.
      if (!sorted && /limit \?\s*$/.test(sql)) plan.walks.push(`${table} by its key`)
      else plan.scans.push(table)
    }
    // A list of ids bounds what has to be sorted.
    else if (detail.startsWith('USE TEMP B-TREE') && !sql.includes('json_each') && ![...names.values()].every((one) => small.has(one)))
      plan.sorts.push(detail)
  }
  return plan
}

interface Node {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Index Cond'?: string
  'Plan Rows': number
  Plans?: Node[]
}

/** So many rows are sorted in no time, wherever they come from. */
const mostSorted = 2500

/** Reads EXPLAIN (FORMAT JSON). `large` says whether it matters that a table is read whole. */
export function postgresPlan(explained: unknown, large: (table: string) => boolean): Plan {
  const plan: Plan = { scans: [], walks: [], indexes: [], sorts: [], text: JSON.stringify(explained, null, 1) }
  const visit = (node: Node) => {
    const { 'Node Type': type, 'Relation Name': table, 'Index Name': index } = node
    const matters = table !== undefined && !small.has(table) && large(table)
    if (type === 'Seq Scan' && matters) plan.scans.push(table)
    if (index && node['Index Cond']) plan.indexes.push(index)
    else if (index && matters) plan.walks.push(index)
    if (type.endsWith('Sort') && Math.max(...(node.Plans ?? []).map((one) => one['Plan Rows'])) > mostSorted)
      plan.sorts.push(`${type} of ${String(node.Plans?.[0]?.['Plan Rows'])} rows`)
    for (const one of node.Plans ?? []) visit(one)
  }
  for (const { Plan: root } of explained as { Plan: Node }[]) visit(root)
  return plan
}
