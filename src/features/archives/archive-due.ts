import { z } from 'zod'

/** Somebody has asked for an archive. */
export const archiveDue = { name: 'archives.make', data: z.strictObject({ archiveId: z.int() }) }
