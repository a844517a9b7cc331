import { join } from 'node:path'

/** The folder of the migrations of this release. */
export const migrationsFolder = join(import.meta.dirname, '..', '..', 'migrations')
