import { defineSetting } from '#features/settings/define-setting.ts'
import { z } from 'zod'

/** What the server says about itself, plain text. */
export const instanceDescription = defineSetting('instance.description', z.string().max(5000), '')

/** Where people write to when the server does not help; empty = nowhere. */
export const contactEmail = defineSetting('instance.contactEmail', z.union([z.literal(''), z.email().max(320)]), '')
