import assert from 'node:assert/strict'
import { recordPass } from './record.ts'
import { validate } from './validate.ts'

interface Frame {
  stream?: string[]
  event?: string
  payload?: string
  error?: string
}

/** What stands in the payload of an event, where it is an object. */
const entities: Readonly<Record<string, string>> = {
  update: 'Status',
  'status.update': 'Status',
  notification: 'Notification',
  conversation: 'Conversation',
  announcement: 'Announcement',
  'announcement.reaction': 'StreamingAnnouncementReaction',
}

/** What stands in it where it is none. */
const bare: Readonly<Record<string, RegExp>> = { delete: /^\d+$/, 'announcement.delete': /^\d+$/, notifications_merged: /^1$/ }

/** Asserts that an event of a stream is what apps decode, its payload as strictly as an answer. */
export function validateEvent(event: string, payload: string | undefined): void {
  const entity = entities[event]
  if (!entity)
    return bare[event] ? assert.match(payload ?? '', bare[event]) : assert.deepEqual([event, payload], ['filters_changed', undefined])
  assert.equal(typeof payload, 'string', `${event}: its payload is text`)
  const value = JSON.parse(payload!) as Record<string, unknown>
  // On a stream an announcement says nothing of who has read it.
  validate(entity, entity === 'Announcement' ? { read: false, ...value } : value)
}

/** The same for a frame of a WebSocket; notes that its channel has brought one. */
export function validateFrame(frame: Frame): void {
  if (frame.error !== undefined || frame.event === undefined) return
  validate('StreamingMessage', frame)
  validateEvent(frame.event, frame.payload)
  recordPass(`STREAM ${frame.stream![0]}`)
  recordPass('GET /api/v1/streaming')
}

/** An event of a stream of server-sent events. */
export interface SentEvent {
  id: string
  event: string
  payload?: string
}

/** And for the text of a stream of server-sent events: every event in it that is whole. Notes that its path has brought one. */
export function validateStream(text: string, path = ''): SentEvent[] {
  const found: SentEvent[] = []
  for (const block of text.split('\n\n').slice(0, -1)) {
    const line = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1]
    const event = line('event')
    if (event === undefined) continue
    const data = line('data')
    const payload = data === 'undefined' ? {} : { payload: data! }
    validateEvent(event, payload.payload)
    if (path) recordPass(`GET ${path}`)
    found.push({ id: line('id') ?? '', event, ...payload })
  }
  return found
}
