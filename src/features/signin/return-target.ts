import type { Site } from '#platform/site.ts'
import { z } from 'zod'

/** Where a browser goes once somebody is signed in. */
export interface ReturnTarget {
  /** Path of our own with its query, byte for byte. */
  path: string
  /** The provider must ask for the credentials again (OAuth `force_login`). */
  fresh?: boolean
}

/** Where who just came to sign in is led. */
export const defaultTarget: ReturnTarget = { path: '/home' }

const hour = 3_600_000
const Sealed = z.strictObject({ path: z.string(), fresh: z.boolean().exactOptional(), at: z.number() })

/**
 * Address of the sign-in page that leads back to `path` afterwards. The address carries no path but a sealed note that only this server can
 * write and read, so nobody can hand out a link that signs in and ends elsewhere (SEC:S13, SEC:O2).
 */
export const signInPath = (site: Site, path: string, o: { fresh?: boolean } = {}): string =>
  `/auth/sign-in?to=${encodeURIComponent(sealTarget(site, { path, ...o }))}`

/** The note itself, for the hidden field of a form. */
export const sealTarget = (site: Site, target: ReturnTarget): string =>
  site.secrets.seal('signin.return', JSON.stringify({ ...target, at: site.clock.now() }))

/** What a note says; the default target when it is missing, older than an hour or not ours. */
export function openTarget(site: Site, note: string | undefined): ReturnTarget {
  if (!note) return defaultTarget
  try {
    const { at, ...target } = Sealed.parse(JSON.parse(site.secrets.open('signin.return', note)))
    return site.clock.now() - at < hour ? target : defaultTarget
  } catch {
    return defaultTarget
  }
}
