import { defineSetting } from '#features/settings/define-setting.ts'
import { z } from 'zod'
import { HouseRule } from './house-rules.ts'

/** What the server says about itself, plain text. */
export const instanceDescription = defineSetting('instance.description', z.string().max(5000), '')

/** Where people write to when the server does not help; empty = nowhere. */
export const contactEmail = defineSetting('instance.contactEmail', z.union([z.literal(''), z.email().max(320)]), '')

/** What everybody here keeps to, in this order. */
export const instanceRules = defineSetting('instance.rules', z.array(HouseRule).max(100), [])

const datedText = z.object({ text: z.string().max(100_000), updatedAt: z.int() }).nullable()

/** More about the server than its description, plain text. */
export const extendedDescription = defineSetting('instance.extendedDescription', datedText, null)

/** What the company does with personal data, plain text; null = our own account of it. */
export const privacyPolicy = defineSetting('instance.privacyPolicy', datedText, null)

/** Versions of the terms, plain text, each from its day on (YYYY-MM-DD). */
export const termsOfService = defineSetting('instance.terms', z.array(z.object({ text: z.string().max(100_000), from: z.iso.date() })), [])
