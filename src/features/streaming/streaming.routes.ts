import { Refusal, unauthorized } from '#base/errors.ts'
import { Answer, area, type Call, get } from '#http/area.ts'
import { type Channel, channelOf, type StreamFault } from './channels.ts'
import { openSse } from './open-sse.ts'

/** Apps read the texts of Mastodon's streaming server here, not those of the other endpoints. */
const refuse = ({ status, error }: StreamFault) => new Refusal(status === 401 ? 'stream_refused' : 'stream_unknown', status, error)

async function open(c: Call, channel: Channel) {
  const { caller } = c
  if (caller.kind === 'anonymous' || caller.kind === 'session') throw unauthorized('stream_token_missing', 'Missing access token')
  if (caller.kind !== 'token') throw unauthorized('stream_token', 'Invalid access token')
  const allowed = channelOf({ name: channel }, caller.scopes)
  if (typeof allowed !== 'string') throw refuse(allowed)
  const { tokenId, scopes, viewer } = caller
  const body = openSse(c.site, { viewer, tokenId, scopes, channel: allowed, after: c.header('last-event-id') })
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

/** Server-sent events, one channel for each connection. The scope is checked by the channel's own rule (SEC:A1), so rows say `public`. */
const channel = (path: string, name: Channel) =>
  get(path, { scope: 'public', queryToken: true, returns: 'none' }, async (c) => await open(c, name))

export const streamingArea = area('streaming', [
  get(
    '/api/v1/streaming/health',
    { scope: 'public', returns: 'none' },
    async () => new Answer('OK', { headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'private, no-store' } }),
  ),
  channel('/api/v1/streaming/user', 'user'),
  channel('/api/v1/streaming/user/notification', 'user:notification'),
  get('/api/v1/streaming/*rest', { scope: 'public', queryToken: true, returns: 'none', done: false }, async (c) => {
    if (c.caller.kind === 'anonymous') throw unauthorized('stream_token_missing', 'Missing access token')
    throw refuse({ status: 400, error: 'Unknown channel requested' })
  }),
])
