import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Channel } from '#features/streaming/channels.ts'
import { frameBytes } from '#features/streaming/frame-bytes.ts'
import type { Message } from '#features/streaming/stream.ts'

const channel = (...echo: string[]) => ({ feed: echo[0], key: echo.join('/'), echo }) as unknown as Channel
const message = (payload?: string, event: Message['event'] = 'update'): Message => ({ key: 'user', event, ...(payload && { payload }) })
const said = (bytes: Buffer) => JSON.parse(bytes.toString()) as unknown

test('a frame names the channel as the app did, and is made once for all who hear the same', () => {
  const user = channel('user')
  const first = frameBytes(user, message('{"id":"1","content":"größer"}'))
  assert.deepEqual(said(first), { stream: ['user'], event: 'update', payload: '{"id":"1","content":"größer"}' })
  assert.equal(frameBytes(channel('user'), message('{"id":"1","content":"größer"}')), first)
  assert.deepEqual(said(frameBytes(user, message('{"id":"2"}'))), { stream: ['user'], event: 'update', payload: '{"id":"2"}' })
  assert.deepEqual(said(frameBytes(user, message('{"id":"2"}', 'status.update'))), {
    stream: ['user'],
    event: 'status.update',
    payload: '{"id":"2"}',
  })
  assert.deepEqual(said(frameBytes(channel('hashtag', 'Lunch'), message('7', 'delete'))), {
    stream: ['hashtag', 'Lunch'],
    event: 'delete',
    payload: '7',
  })
  assert.deepEqual(said(frameBytes(channel('hashtag', 'lunch'), message('7', 'delete'))), {
    stream: ['hashtag', 'lunch'],
    event: 'delete',
    payload: '7',
  })
  assert.deepEqual(said(frameBytes(user, message(undefined, 'filters_changed'))), { stream: ['user'], event: 'filters_changed' })
})
