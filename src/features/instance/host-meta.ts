import { escapeHtml } from '#base/html/escape.ts'

/** Where accounts are looked up (RFC 6415). Android and Phanpy learn the host from its template. */
const template = (url: string) => `${url}/.well-known/webfinger?resource={uri}`

/** The document as XRD, its usual form. */
export const hostMetaXml = (url: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>
<XRD xmlns="http://docs.oasis-open.org/ns/xri/xrd-1.0">
  <Link rel="lrdd" template="${escapeHtml(template(url))}"/>
</XRD>
`

/** The same as JSON. */
export const hostMetaJson = (url: string) => ({ links: [{ rel: 'lrdd', template: template(url) }] })
