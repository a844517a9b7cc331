import assert from 'node:assert/strict'
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

/** Asserts that an event of a stream is what apps decode, its payload as strictly as an answer. */
export function validateEvent(event: string, payload: string | undefined): void {
  const entity = entities[event]
  if (!entity) return
  assert.equal(typeof payload, 'string', `${event}: its payload is text`)
  const value = JSON.parse(payload!) as Record<string, unknown>
  // On a stream an announcement says nothing of who has read it.
  validate(entity, entity === 'Announcement' ? { read: false, ...value } : value)
}

/** The same for a frame of a WebSocket. */
export function validateFrame(frame: Frame): void {
  if (frame.error !== undefined || frame.event === undefined) return
  validate('StreamingMessage', frame)
  validateEvent(frame.event, frame.payload)
}

/** And for the text of a stream of server-sent events: every event in it that is whole. */
export function validateStream(text: string): void {
  for (const block of text.split('\n\n').slice(0, -1)) {
    const event = /^event: (.*)$/m.exec(block)?.[1]
    if (event !== undefined) validateEvent(event, /^data: (.*)$/m.exec(block)?.[1])
  }
}
