import { z } from 'zod'

/** Sealed note of where to go afterwards (`sealTarget`). Whatever else is sent as `to` is treated as nothing. */
const to = z.string().max(16_000).exactOptional()

export const SignInQuery = z.object({ to })
export const StartForm = z.object({ to })
export const ProviderPath = z.object({ id: z.string().max(32) })
export const SignOutForm = z.object({ only: z.literal('here').exactOptional() })
export const SessionPath = z.object({
  id: z
    .string()
    .regex(/^\d{1,16}$/)
    .transform(Number),
})
