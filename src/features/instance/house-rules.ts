import { z } from 'zod'

/** One rule of the house; `hint` says more. */
export const HouseRule = z.object({ text: z.string().min(1).max(300), hint: z.string().max(2000).default('') })
export type HouseRule = z.output<typeof HouseRule>

/** Mastodon's Rule, numbered from 1. */
export const rulesJson = (rules: readonly HouseRule[]) =>
  rules.map(({ text, hint }, i) => ({ id: String(i + 1), text, hint, translations: {} }))
