import { notFound } from '#base/errors.ts'
import { page, pageArea, view } from '#http/page.ts'
import { companyCertificate } from './company-certificate.ts'
import { keyTable } from './keys.html.ts'
import { webManifest } from './manifest.ts'
import { qrCode } from './qr.html.ts'

/** Apps that sign in here, as tried (test/clients). Names are names in every language. */
const apps = [
  { name: 'Mastodon', systems: 'Android, iPhone', hint: 'help.app_mastodon' },
  { name: 'Ice Cubes', systems: 'iPhone, iPad, Mac', hint: 'help.app_icecubes' },
  { name: 'Tusky', systems: 'Android', hint: 'help.app_tusky' },
]

/** How to use this server on a phone and by the keyboard, and what makes an app of its pages. */
export const helpPages = pageArea('help', [
  page('/help', {}, async (c) => view('help/index', c.say('help.title'), {})),

  page('/help/apps', {}, async (c) => {
    const { url } = c.site.config
    const certificate = companyCertificate(c.site.config) !== undefined
    return view('help/apps', c.say('help.apps_title'), { server: new URL(url).host, qr: qrCode(`${url}/help/apps`), apps, certificate })
  }),

  // A phone that opens it offers to install it.
  page('/help/certificate', {}, async (c) => {
    const body = companyCertificate(c.site.config)
    if (body === undefined) throw notFound('certificate')
    const headers = { 'content-disposition': 'attachment; filename="company.crt"' }
    return { kind: 'raw', status: 200, type: 'application/x-x509-ca-cert', body, headers }
  }),

  page('/help/keys', {}, async (c) => view('help/keys', c.say('help.keys_title'), { parts: keyTable() })),

  // Asked for without cookies: a browser that installs the pages, and its worker that keeps the page for the time without network.
  page('/manifest.webmanifest', { who: 'anyone' }, async (c) => ({
    kind: 'raw',
    status: 200,
    type: 'application/manifest+json',
    body: JSON.stringify(webManifest(c.site.config.instance.name, c.locale, c.say)),
    headers: {},
  })),
  page('/offline', { who: 'anyone' }, async (c) => view('help/offline', c.say('help.offline_title'), {})),
])
