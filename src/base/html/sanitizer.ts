import { createRequire } from 'node:module'

const load = createRequire(import.meta.url)
let engine: typeof import('sanitize-html') | undefined

/** sanitize-html, loaded when it is first needed: it would cost every start 30 ms. */
export function sanitizer(): typeof import('sanitize-html') {
  engine ??= load('sanitize-html') as typeof import('sanitize-html')
  return engine
}
