import { Refusal } from '#base/errors.ts'
import type { Say } from '#platform/words/words.ts'
import type { z } from 'zod'
import type { FilterForm } from './filter-form.input.ts'
import type { FilterParts } from './filters.json.ts'
import { contexts } from './filters.schema.ts'

/** A filter as it was typed. */
export type TypedFilter = z.output<typeof FilterForm>

/** What is wrong, at the field where it is; '' where nothing is. */
export interface FilterFaults {
  title: string
  contexts: string
  words: string
  all: string
}

const noFaults: FilterFaults = { title: '', contexts: '', words: '', all: '' }
const longest = { title: 256, word: 512 }
/** Seconds that a filter may be told to last. */
const spans = [1800, 3600, 21_600, 43_200, 86_400, 604_800]
/** Empty lines for further words. */
const spare = 3

/** What is wrong with a filter as it was typed; undefined when nothing is. */
export function typedFaults(say: Say, { title, contexts: chosen, words }: TypedFilter): FilterFaults | undefined {
  const faults = { ...noFaults }
  if (title === '') faults.title = say('filters.fault_title')
  else if (title.length > longest.title) faults.title = say('settings.fault_too_long', { most: longest.title })
  if (chosen.length === 0) faults.contexts = say('filters.fault_contexts')
  if (words.some(({ keyword }) => keyword.length > longest.word)) faults.words = say('settings.fault_too_long', { most: longest.word })
  return Object.values(faults).some((fault) => fault !== '') ? faults : undefined
}

/** What a filter that the verb refused is told; undefined for an error that is no fault of the form. */
export function refusedFaults(error: unknown, say: Say): FilterFaults | undefined {
  if (!(error instanceof Refusal) || !['too_many_filters', 'too_many_keywords'].includes(error.code)) return undefined
  return { ...noFaults, all: say(`errors.${error.code}`, error.options.params) }
}

/** A filter as its list shows it. */
export function filterRow({ filter, keywords, statuses }: FilterParts, now: number) {
  const { id, title, action, expiresAt } = filter
  return {
    id: String(id),
    title,
    action: `filters.${action}`,
    words: keywords.map(({ keyword }) => keyword).join(', '),
    posts: statuses.length,
    contexts: filter.contexts.map((context) => ({ label: `filters.in_${context}` })),
    ended: expiresAt !== null && expiresAt <= now,
    expires_at: expiresAt,
  }
}

const fresh: TypedFilter = { title: '', contexts: ['home', 'notifications'], action: 'warn', expires: 'never', words: [] }

const typedOf = ({ filter, keywords }: FilterParts): TypedFilter => ({
  title: filter.title,
  contexts: filter.contexts,
  action: filter.action,
  expires: filter.expiresAt === null ? 'never' : 'keep',
  words: keywords.map(({ id, keyword, wholeWord }) => ({ id, keyword, whole: wholeWord })),
})

/** The page on which a filter is made or changed: as it stands, or as it was typed and refused. */
export function filterForm(parts: FilterParts | undefined, typed = parts ? typedOf(parts) : fresh, faults = noFaults) {
  const kept = typed.words.filter(({ id, keyword }) => id !== undefined || keyword !== '')
  const words: TypedFilter['words'] = [...kept, ...Array.from({ length: spare }, () => ({ keyword: '', whole: true }))]
  return {
    id: parts ? String(parts.filter.id) : '',
    action: parts ? `/settings/filters/${parts.filter.id}` : '/settings/filters',
    title: typed.title,
    contexts: contexts.map((value) => ({ value, label: `filters.in_${value}`, chosen: typed.contexts.includes(value) })),
    actions: (['warn', 'blur', 'hide'] as const).map((value) => ({
      value,
      label: `filters.${value}`,
      hint: `filters.${value}_hint`,
      chosen: typed.action === value,
    })),
    ends: parts?.filter.expiresAt ?? null,
    keep: typed.expires === 'keep',
    spans: spans.map((seconds) => ({ value: String(seconds), label: `filters.for_${seconds}`, chosen: typed.expires === String(seconds) })),
    words: words.map((word, index) => ({
      index,
      number: index + 1,
      id: word.id === undefined ? '' : String(word.id),
      keyword: word.keyword,
      whole: word.whole,
    })),
    posts: parts?.statuses.length ?? 0,
    faults,
  }
}
