import { area, type Call, del, get, patch, post, put } from '#http/area.ts'
import { deleteMedia } from './delete-media.ts'
import { type Description, describeMedia } from './describe-media.ts'
import { DescriptionBody, MediaPath, NewMediaBody } from './media.input.ts'
import { mediaJson } from './media.json.ts'
import { ownMedia } from './own-media.ts'
import { type NewMedia, uploadMedia } from './upload-media.ts'

type One = Pick<Call, 'site' | 'viewer'> & { params: { id: number } }

const upload = { scope: 'write:media', body: NewMediaBody, limit: 'uploads', returns: 'MediaAttachment' } as const
// Ready at once, so neither form ever answers 202.
const take = async (c: Pick<Call, 'site' | 'viewer'> & { body: NewMedia }) =>
  mediaJson(c.site.config, await uploadMedia(c.site, c.viewer, c.body))

const describe = { scope: 'write:media', params: MediaPath, body: DescriptionBody, returns: 'MediaAttachment' } as const
const say = async (c: One & { body: Description }) => mediaJson(c.site.config, await describeMedia(c.site, c.viewer, c.params.id, c.body))

export const mediaArea = area('media', [
  post('/api/v2/media', upload, take),
  post('/api/v1/media', upload, take),
  get('/api/v1/media/:id', { scope: 'write:media', params: MediaPath, returns: 'MediaAttachment' }, async (c) =>
    mediaJson(c.site.config, await ownMedia(c.site, c.viewer, c.params.id)),
  ),
  put('/api/v1/media/:id', describe, say),
  patch('/api/v1/media/:id', describe, say),
  del(
    '/api/v1/media/:id',
    { scope: 'write:media', params: MediaPath, returns: 'Empty' },
    async (c) => await deleteMedia(c.site, c.viewer, c.params.id),
  ),
])
