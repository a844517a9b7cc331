import { join } from 'node:path'

/** The folder of the templates and the languages of this release. */
export const viewsFolder = join(import.meta.dirname, '..', '..', 'views')
