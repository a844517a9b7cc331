/** Sentences of a list, as locale keys; each of the first three may say `name`. */
export interface EndWords {
  /** Of an empty list. */
  title: string
  text: string
  /** Under its last entry. */
  end: string
  name: string
  /** Where an empty list sends its reader; null = nowhere. */
  go: { path: string; label: string } | null
  older: string
  newer: string
}

/** What a list says in words of its own. */
export type OwnWords = Pick<EndWords, 'title' | 'text' | 'end'> & Partial<EndWords>

/** The words of a list of posts, with what is the same in all of them. */
export const postsEnd = (own: OwnWords): EndWords => ({ name: '', go: null, older: 'home.older', newer: 'home.newer', ...own })

/** The words of any other list: people, topics. It is walked downwards, and back to its beginning. */
export const rowsEnd = (own: OwnWords): EndWords => ({ name: '', go: null, older: 'feed.further', newer: 'feed.start', ...own })
