import { usernameMax } from '#features/accounts/username.ts'

// German as Germans spell it in mail addresses; the rest by sound. A letter, then what stands for it.
const letters = new Map(
  [
    'äae öoe üue ßss øo åa æae œoe đd ðd þth łl ħh ıi ŋn ŧt ĸk ſs',
    'αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χch ψps ωo',
    'аa бb вv гg дd еe жzh зz иi йy кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъ ыy ь эe юyu яya',
    'єye іi їyi ґg ђdj јj љlj њnj ћc џdz ўu',
  ]
    .flatMap((line) => line.split(' '))
    .map((pair) => [pair.slice(0, 1), pair.slice(1)]),
)

const fold = (text: string) => text.replace(/./gsu, (letter) => letters.get(letter) ?? letter)

/**
 * A username out of what a directory says: transliterated, lower case, `.`, `-` and spaces as `_`, everything else dropped, cut to
 * 30. Empty when nothing is left, as of a name in Chinese characters.
 */
export function usernameFrom(seed: string): string {
  // Letters of the tables go first, whole: taken apart, an umlaut would lose its e.
  const folded = fold(seed.slice(0, 1_000).normalize('NFKC').toLowerCase())
  const bare = fold(folded.normalize('NFD').replace(/\p{M}/gu, ''))
  const name = bare
    .replace(/[.\-\s]/g, '_')
    .replace(/[^a-z0-9_]/g, '')
    .replace(/_+/g, '_')
    .replace(/^_/, '')
  return name.slice(0, usernameMax).replace(/_$/, '')
}

const text = (value: unknown) => (typeof value === 'string' ? value : '')

/** Names to try, best first: the mapped claim (of an address the part before @), given and family name, the mail address's local part. */
export function usernameSeeds(claims: Readonly<Record<string, unknown>>, mapped: string): string[] {
  const local = (value: string) => value.split('@')[0] ?? ''
  const seeds = [local(text(claims[mapped])), `${text(claims['given_name'])}_${text(claims['family_name'])}`, local(text(claims['email']))]
  return [...new Set(seeds.map(usernameFrom))].filter(Boolean)
}
