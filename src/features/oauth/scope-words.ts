/** Says a sentence of the locale files. */
type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string

/** Parents in the order in which a person is told of them; without children where Mastodon has none. */
const parents = ['profile', 'read', 'write', 'follow', 'push', 'admin:read', 'admin:write'] as const

/** What an app will be able to do, one sentence for each parent, in the person's language. */
export function scopeWords(say: Say, locale: string, scopes: readonly string[]): string[] {
  const list = new Intl.ListFormat(locale)
  return parents.flatMap((parent) => {
    const key = `oauth.may_${parent.replace(':', '_')}`
    if (scopes.includes(parent)) return [say(key)]
    const parts = scopes.filter((scope) => scope.startsWith(`${parent}:`)).map((scope) => scope.slice(parent.length + 1))
    return parts.length ? [say(`${key}_parts`, { parts: list.format(parts.map((part) => say(`oauth.part_${part}`))) })] : []
  })
}
