import { Answer, area, type Call, get } from '#http/area.ts'
import { z } from 'zod'
import { finger } from './finger.ts'
import { hostMetaJson, hostMetaXml } from './host-meta.ts'
import { nodeInfoLinks } from './node-info.ts'
import { showNodeInfo } from './show-instance.ts'

const FingerQuery = z.object({ resource: z.string().max(2000).default('') })

const without = { malformed: 400, absent: 404, gone: 410 } as const

/** RFC 7033: a fault has a status and no words. */
async function answerFinger(c: Pick<Call, 'site'> & { query: { resource: string } }): Promise<Answer> {
  const found = await finger(c.site, c.query.resource)
  if (found.kind !== 'found') return new Answer(undefined, { status: without[found.kind] })
  return new Answer(JSON.stringify(found.document), { headers: { 'content-type': 'application/jrd+json; charset=utf-8' } })
}

const xrd = 'application/xrd+xml; charset=utf-8'

// Asked by apps and servers before anybody signs in: the standards make them public (SEC:V23).
export const wellKnownArea = area('well-known', [
  get('/.well-known/nodeinfo', { scope: 'public', returns: 'NodeInfoDiscovery' }, async (c) => nodeInfoLinks(c.site)),
  get('/nodeinfo/2.0', { scope: 'public', returns: 'NodeInfo' }, async (c) => new Answer(await showNodeInfo(c.site))),
  get(
    '/.well-known/webfinger',
    { scope: 'public', query: FingerQuery, returns: 'WebFinger', answers: { 410: 'Gone for good' } },
    answerFinger,
  ),
  get('/.well-known/host-meta', { scope: 'public', returns: 'HostMeta' }, async (c) => {
    const { url } = c.site.config
    const json = /\bjson\b/.test(c.header('accept') ?? '')
    return json ? hostMetaJson(url) : new Answer(hostMetaXml(url), { headers: { 'content-type': xrd } })
  }),
  get('/.well-known/host-meta.json', { scope: 'public', returns: 'HostMeta' }, async (c) => hostMetaJson(c.site.config.url)),
  // Passwords are the provider's; what we have is the page of the devices that are signed in.
  get(
    '/.well-known/change-password',
    { scope: 'public', returns: 'none', answers: { 302: 'The page of the devices' } },
    async (c) => new Answer(undefined, { status: 302, headers: { location: `${c.site.config.url}/settings/sessions` } }),
  ),
])
