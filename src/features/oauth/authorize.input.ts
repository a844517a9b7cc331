import { idInput } from '#features/accounts/accounts.input.ts'
import { z } from 'zod'

/** The buttons of the consent page. `_method=delete` is how Mastodon's own page says no. */
export const Decision = z.object({ decision: z.enum(['allow', 'deny']).exactOptional(), _method: z.string().exactOptional() })

export const ShownCode = z.object({ code: z.string().max(100).catch('') })

/** `:id` of an app. `_method=delete` is how Mastodon's own page sends it. */
export const AppPath = z.object({ id: idInput })
