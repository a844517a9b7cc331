import { sha256 } from '#base/ids.ts'
import { atriumVersion } from '#features/instance/version.ts'
import { Answer, type Area, area, get } from '#http/area.ts'
import { makeDocument } from './document.ts'

/** The document of `tables`, which are asked for at its first request: this one is among them. */
export function apidocArea(tables: () => readonly Area[]): Area {
  let made: { text: string; etag: string } | undefined
  const document = (url: string) => {
    const endpoints = tables().flatMap(({ name, endpoints: rows }) => rows.map((row) => ({ area: name, ...row })))
    const text = JSON.stringify(makeDocument(endpoints, { url, version: atriumVersion }))
    return { text, etag: `"${sha256(text).slice(0, 32)}"` }
  }
  return area('apidoc', [
    get('/api/openapi.json', { scope: 'any', who: 'app', returns: 'none', answers: { 304: 'As it was' } }, async (c) => {
      made ??= document(c.site.config.url)
      const headers = { etag: made.etag, 'cache-control': 'private, no-cache' }
      if (c.header('if-none-match') === made.etag) return new Answer(undefined, { status: 304, headers })
      return new Answer(made.text, { headers })
    }),
  ])
}
