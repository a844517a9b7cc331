import { defineEvent } from '#platform/events/events.ts'
import { z } from 'zod'

/** A setting has another value: caches drop it. */
export const settingChanged = defineEvent('setting.changed', z.strictObject({ name: z.string() }))
