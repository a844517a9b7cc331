import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makePerson, makeToken } from '../people.ts'
import { startTestWeb } from '../web.ts'
import { openSocket } from '../api/stream-client.ts'
import { validateEvent, validateFrame, validateStream } from './frames.ts'

test('a post in a frame is checked as strictly as one in an answer', async (t) => {
  const web = await startTestWeb()
  t.after(() => web.close())
  const token = await makeToken(web.site, await makePerson(web.site, 'mara'))
  const socket = await openSocket(web.url, { query: 'stream=user', header: token })
  assert.ok('frames' in socket)
  await web.api(token).post('/api/v1/statuses', { body: { status: 'Hello' } })
  const frame = await socket.frame(({ event }) => event === 'update')
  await socket.close()
  validateFrame(frame)

  const status = JSON.parse(frame.payload!) as Record<string, unknown>
  const broken = JSON.stringify({ ...status, sensitive: null })
  assert.throws(() => validateFrame({ ...frame, payload: broken }), /sensitive/)
  assert.throws(() => validateFrame({ ...frame, stream: undefined as never }), /stream/)
  assert.throws(() => validateEvent('status.update', undefined), /payload is text/)
  assert.throws(() => validateEvent('notification', JSON.stringify(status)))
  validateStream(`:)\n\nevent: update\ndata: ${frame.payload!}\n\nevent: update\ndata: {`)
  assert.throws(() => validateStream(`event: update\ndata: ${broken}\n\n`), /sensitive/)
  validateEvent('filters_changed', undefined)
  validateEvent('delete', '12')
  validateEvent('notifications_merged', '1')
  for (const event of ['delete', 'notifications_merged', 'nonsense']) assert.throws(() => validateEvent(event, undefined))
  validateFrame({ error: 'Unknown stream type' })
})
