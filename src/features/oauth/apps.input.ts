import { z } from 'zod'

/** POST /api/v1/apps, from form, JSON or query. Everything is checked by `readRegistration`, in Mastodon's words. */
export const NewApp = z.object({
  client_name: z.unknown().exactOptional(),
  redirect_uris: z.unknown().exactOptional(),
  scopes: z.unknown().exactOptional(),
  website: z.unknown().exactOptional(),
})
