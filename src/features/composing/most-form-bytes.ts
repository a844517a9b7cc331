import { statusLimits } from '#features/instance/limits.ts'
import { mostBytes } from '#platform/images/bounds.ts'

/** Bytes of a composer's form: all its pictures at once, and a mebibyte for the words. */
export const mostFormBytes = statusLimits.max_media_attachments * mostBytes + 1024 * 1024
