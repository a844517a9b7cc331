import { join } from 'node:path'

/** Templates and words of the tests. */
export const views = join(import.meta.dirname, 'views')
export const attack = '<img src=x onerror=alert(1)>'
