import { forbidden, notFound, unprocessable } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import { StatusPath } from '#features/statuses/statuses.input.ts'
import { showStatus } from '#features/statuses/show.ts'
import { statusJson } from '#features/statuses/statuses.json.ts'
import { area, type Call, get, patch, post, put } from '#http/area.ts'
import type { Site } from '#platform/site.ts'
import { QuotePath, QuotePolicyBody } from './unoffered.input.ts'

/** A post of the viewer's own. Throws 404 for one that they may not see, 403 for somebody else's, as Mastodon. */
async function own(site: Site, viewer: Viewer, id: number) {
  const parts = await showStatus(site, viewer, id)
  if (!parts.flags.mine) throw forbidden()
  return parts
}

type Policy = Pick<Call, 'site' | 'viewer'> & { params: { id: number }; body: { quote_approval_policy: 'public' | 'followers' | 'nobody' } }
const policyRow = { scope: 'write:statuses', params: StatusPath, body: QuotePolicyBody, returns: 'Status', done: false } as const
const policy = async ({ site, viewer, params, body }: Policy) => {
  const parts = await own(site, viewer, params.id)
  if (body.quote_approval_policy !== 'nobody') throw unprocessable('no_quotes', 'Posts cannot be quoted here')
  return statusJson(site, parts)
}

export const quotesArea = area('quotes', [
  get('/api/v1/statuses/:id/quotes', { scope: 'read:statuses', params: StatusPath, returns: 'Status[]', done: false }, async (c) => {
    await showStatus(c.site, c.viewer, c.params.id)
    return []
  }),
  post(
    '/api/v1/statuses/:id/quotes/:quoting_status_id/revoke',
    { scope: 'write:statuses', params: QuotePath, returns: 'Status', done: false },
    async (c) => {
      await own(c.site, c.viewer, c.params.id)
      throw notFound('quote')
    },
  ),
  put('/api/v1/statuses/:id/interaction_policy', policyRow, policy),
  patch('/api/v1/statuses/:id/interaction_policy', policyRow, policy),
  post('/api/v1/statuses/:id/translate', { scope: 'read:statuses', params: StatusPath, returns: 'Translation', done: false }, async (c) => {
    const { status } = await showStatus(c.site, c.viewer, c.params.id)
    // Mastodon hands a translator no post that is not for everybody.
    if (status.audience !== 'everyone') throw forbidden()
    throw notFound('translator')
  }),
])
