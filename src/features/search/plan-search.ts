import { idAt } from '#base/ids.ts'
import { localMidnight } from '#base/local-midnight.ts'
import { foldHashtag } from '#base/text/fold-hashtag.ts'
import type { Viewer } from '#base/viewer.ts'
import { accountIdByName } from '#features/accounts/accounts.queries.ts'
import { tagsByNames } from '#features/tags/tags.queries.ts'
import type { Site } from '#platform/site.ts'
import { anyMark, authorMark, noMark, tagMark } from './marks.ts'
import { type Clause, readQuery, type Scope } from './read-query.ts'
import type { StatusSearch } from './search-ids.queries.ts'
import { type Phrase, phraseOf } from './words.ts'

/** A search as the index takes it, with the ids between which it looks. */
export interface SearchPlan extends StatusSearch {
  above: number
  below: number
}

/** Whose words are meant by `from:`. */
async function authorOf(site: Site, viewer: Viewer, name: string): Promise<number | undefined> {
  if (name.toLowerCase() === 'me') return viewer.accountId
  const [username = '', host] = name.replace(/^@/, '').split('@')
  const here = host === undefined || host.toLowerCase() === site.config.host.toLowerCase()
  return here ? await accountIdByName(site.store.read, username) : undefined
}

/** Reads what somebody typed; undefined when it says nothing that could be looked for. */
export async function planSearch(site: Site, viewer: Viewer, text: string): Promise<SearchPlan | undefined> {
  const clauses = readQuery(text)
  const names = clauses.flatMap((clause) => (clause.kind === 'tag' ? [foldHashtag(clause.name)] : []))
  const tags = new Map((await tagsByNames(site.store.read, names)).map((tag) => [tag.name, tag.id]))
  const all: (Phrase | string)[] = []
  const none: (Phrase | string)[] = []
  const notBetween: [number, number][] = []
  let [scope, above, below]: [Scope, number, number] = ['all', 0, Number.MAX_SAFE_INTEGER]

  const termOf = async (clause: Clause): Promise<Phrase | string | undefined> => {
    if (clause.kind === 'mark') return clause.mark
    if (clause.kind === 'words') return phraseOf(clause.text, clause.exact)
    if (clause.kind === 'tag') {
      const id = tags.get(foldHashtag(clause.name))
      return id === undefined ? noMark : tagMark(id)
    }
    const author = clause.kind === 'from' ? await authorOf(site, viewer, clause.name) : undefined
    return author === undefined ? noMark : authorMark(author)
  }
  const midnight = (day: number | null, otherwise: number) => (day === null ? otherwise : localMidnight(day, viewer.timeZone))
  let said = false
  for (const clause of clauses) {
    if (clause.kind === 'in') {
      if (!clause.not) scope = clause.scope
    } else if (clause.kind === 'days') {
      const [from, until] = [midnight(clause.from, 0), midnight(clause.until, Number.MAX_SAFE_INTEGER)]
      if (clause.not) notBetween.push([from, until])
      else {
        above = Math.max(above, clause.from === null ? 0 : idAt(from) - 1)
        below = Math.min(below, clause.until === null ? below : idAt(until))
      }
    } else {
      const term = await termOf(clause)
      if (term === undefined) continue
      const list = clause.not ? none : all
      list.push(term)
    }
    said = true
  }
  if (!said) return undefined
  return { match: { all: all.length > 0 ? all : [anyMark], none }, scope, viewerId: viewer.accountId, notBetween, above, below }
}
