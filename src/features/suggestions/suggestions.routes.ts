import { showAccounts } from '#features/accounts/show-accounts.ts'
import { Answer, area, type Call, del, get } from '#http/area.ts'
import { dismissSuggestion } from './dismiss-suggestion.ts'
import { suggestAccounts } from './suggest-accounts.ts'
import { DirectoryQuery, SuggestionPath, SuggestionsQuery } from './suggestions.input.ts'
import { showSuggestions } from './suggestions.json.ts'
import { directoryIds } from './suggestions.queries.ts'

/** Version 1 was deprecated on this day (RFC 9745 form, as Mastodon sends it). */
const deprecation = '@1637884800'

const suggested = async ({
  site,
  viewer,
  query: { limit, offset },
}: Pick<Call, 'site' | 'viewer'> & { query: { limit: number; offset: number } }) =>
  (await suggestAccounts(site, viewer)).slice(offset, offset + limit)

export const suggestionsArea = area('suggestions', [
  get(
    '/api/v2/suggestions',
    { scope: 'read:accounts', query: SuggestionsQuery, returns: 'Suggestion[]' },
    async (c) => await showSuggestions(c.site, await suggested(c)),
  ),
  get('/api/v1/suggestions', { scope: 'read:accounts', query: SuggestionsQuery, returns: 'Account[]' }, async (c) => {
    const ids = (await suggested(c)).map((one) => one.accountId)
    return new Answer(await showAccounts(c.site, ids), { headers: { deprecation } })
  }),
  del('/api/v1/suggestions/:account_id', { scope: 'write:accounts', params: SuggestionPath, returns: 'Empty' }, async (c) => {
    await dismissSuggestion(c.site, c.viewer, c.params.account_id)
  }),
  // Public upstream; nothing is open to strangers here (SEC:V23).
  get(
    '/api/v1/directory',
    { scope: 'read:accounts', query: DirectoryQuery, returns: 'Account[]' },
    async (c) => await showAccounts(c.site, await directoryIds(c.site.store.read, c.viewer.accountId, c.query)),
  ),
])
