import { Answer, area, type Call, del, get, patch, put } from '#http/area.ts'
import { deleteStatus } from './delete.ts'
import { editStatus, type StatusChange } from './edit.ts'
import { historyJson, statusVersions } from './history.ts'
import { loadContext } from './load-context.ts'
import { showStatus, writeStatus } from './show.ts'
import { contextJson, retiredJson, sourceJson } from './status-forms.json.ts'
import { loadStatusParts, statusJson } from './statuses.json.ts'
import { DeleteBody, EditBody, StatusesQuery, StatusPath } from './statuses.input.ts'
import { canList } from './statuses.policy.ts'

const shown = async (c: Pick<Call, 'site' | 'viewer'>, id: number) => statusJson(c.site, await showStatus(c.site, c.viewer, id))

const edit = { scope: 'write:statuses', params: StatusPath, body: EditBody, shows: 'statuses', returns: 'Status' } as const
const change = async (c: Pick<Call, 'site' | 'viewer'> & { params: { id: number }; body: StatusChange }) => {
  await editStatus(c.site, c.viewer, c.params.id, c.body)
  return await shown(c, c.params.id)
}

/** All but POST: a post may be one for later, so its row stands in features/scheduled. */
export const statusesArea = area('statuses', [
  get('/api/v1/statuses', { scope: 'read:statuses', query: StatusesQuery, returns: 'Status[]' }, async (c) => {
    const parts = await loadStatusParts(c.site, c.site.store.read, c.query.id, c.viewer, canList)
    return parts.map((one) => statusJson(c.site, one))
  }),
  get(
    '/api/v1/statuses/:id',
    { scope: 'read:statuses', params: StatusPath, returns: 'Status' },
    async (c) => new Answer(await writeStatus(c.site, c.viewer, c.params.id)),
  ),
  put('/api/v1/statuses/:id', edit, change),
  patch('/api/v1/statuses/:id', edit, change),
  del(
    '/api/v1/statuses/:id',
    { scope: 'write:statuses', params: StatusPath, body: DeleteBody, limit: 'deletes', returns: 'Status' },
    async (c) => retiredJson(c.site, await deleteStatus(c.site, c.viewer, c.params.id, { media: c.body.delete_media })),
  ),
  get('/api/v1/statuses/:id/context', { scope: 'read:statuses', params: StatusPath, returns: 'Context' }, async (c) =>
    contextJson(c.site, await loadContext(c.site, c.viewer, c.params.id)),
  ),
  get('/api/v1/statuses/:id/history', { scope: 'read:statuses', params: StatusPath, returns: 'StatusEdit[]' }, async (c) =>
    historyJson(c.site, await statusVersions(c.site, c.viewer, c.params.id)),
  ),
  get('/api/v1/statuses/:id/source', { scope: 'read:statuses', params: StatusPath, returns: 'StatusSource' }, async (c) =>
    sourceJson(await showStatus(c.site, c.viewer, c.params.id)),
  ),
])
