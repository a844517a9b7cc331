import { Refusal, unauthorized } from '#base/errors.ts'
import { Answer, area, type Call, get } from '#http/area.ts'
import { z } from 'zod'
import type { StreamFault, Wish } from './channels.ts'
import { joinChannel } from './join-channel.ts'
import { openSse } from './open-sse.ts'

/** Apps read the texts of Mastodon's streaming server here, not those of the other endpoints. */
const refuse = ({ status, error }: StreamFault) => new Refusal(status === 401 ? 'stream_refused' : 'stream_unknown', status, error)

/** Asked leniently: whatever is wrong with them is the channel's own fault to tell, after the token's. */
const text = z.string().exactOptional().catch('')
const Query = z.object({ tag: text, list: text, only_media: text })
type Asked = Call<undefined, typeof Query>

async function open(c: Asked, wish: Wish) {
  const { caller } = c
  if (caller.kind === 'anonymous' || caller.kind === 'session') throw unauthorized('stream_token_missing', 'Missing access token')
  if (caller.kind !== 'token') throw unauthorized('stream_token', 'Invalid access token')
  const { tokenId, scopes, viewer } = caller
  const channel = await joinChannel(c.site, { viewer, scopes }, wish)
  if ('error' in channel) throw refuse(channel)
  const body = openSse(c.site, { viewer, tokenId, scopes, channel, after: c.header('last-event-id') })
  if (!body) throw new Refusal('too_many_streams', 429, 'Too many streams are open with this access token')
  return new Answer(body, {
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'private, no-store',
      // nginx would otherwise keep events back until its buffer is full.
      'x-accel-buffering': 'no',
    },
  })
}

/** What Mastodon's streaming server takes for no. */
const no = new Set(['', '0', 'f', 'F', 'false', 'FALSE', 'off', 'OFF'])
const media = ({ query }: Asked) => (no.has(query.only_media ?? '') ? '' : ':media')
const plain = () => ''

/** Server-sent events, one channel for each connection. The scope is checked by the channel's own rule (SEC:A1), so rows say `public`. */
const channel = (path: string, name: string, suffix: (c: Asked) => string = plain) =>
  get(`/api/v1/streaming/${path}`, { scope: 'public', queryToken: true, query: Query, returns: 'none' }, async (c) => {
    const { tag, list } = c.query
    return await open(c, { name: name + suffix(c), ...(tag === undefined ? {} : { tag }), ...(list === undefined ? {} : { list }) })
  })

export const streamingArea = area('streaming', [
  get(
    '/api/v1/streaming/health',
    { scope: 'public', returns: 'none' },
    async () => new Answer('OK', { headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'private, no-store' } }),
  ),
  channel('user', 'user'),
  channel('user/notification', 'user:notification'),
  channel('public', 'public', media),
  channel('public/local', 'public:local', media),
  channel('public/remote', 'public:remote', media),
  channel('hashtag', 'hashtag'),
  channel('hashtag/local', 'hashtag:local'),
  channel('list', 'list'),
  channel('direct', 'direct'),
  get('/api/v1/streaming/*rest', { scope: 'public', queryToken: true, returns: 'none', done: false }, async (c) => {
    if (c.caller.kind === 'anonymous') throw unauthorized('stream_token_missing', 'Missing access token')
    throw refuse({ status: 400, error: 'Unknown channel requested' })
  }),
])
