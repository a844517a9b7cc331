import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '#base/clock.ts'
import { randomHex, sha256 } from '#base/ids.ts'
import type { Fetch } from '../fetch/fetch.ts'
import type { Log } from '../log/log.ts'
import { metadataUrl, readMetadata, type Metadata } from './metadata.ts'
import { OidcFault, type OidcProvider } from './oidc.ts'

/** What discovery needs of the outside. */
export interface DiscoveryGround {
  fetch: Fetch
  log: Log
  clock: Clock
  /** Where the last good copies lie. */
  folder: string
}

export interface Discovery {
  /** Metadata of a provider that has answered within the last half minute. Throws OidcFault `down` within the purpose's deadline. */
  reach(provider: OidcProvider): Promise<Metadata>
  /** The last good copy, without asking anybody; undefined when the provider was never reached. */
  recall(provider: OidcProvider): Promise<Metadata | undefined>
}

interface Copy {
  text: string
  fetchedAt: number
  metadata: Metadata
}

/** Ms: how long an answer proves that the provider is there, and how long its last good copy may stand in for a bad answer. */
const [fresh, good] = [30_000, 24 * 3_600_000]

/** Providers are never needed at a start: each is asked when somebody wants to sign in, and the last good copy lies on disk. */
export function openDiscovery(ground: DiscoveryGround): Discovery {
  const { log, clock, folder } = ground
  const copies = new Map<string, Copy>()
  const asking = new Map<string, Promise<Copy>>()
  const downSince = new Map<string, number>()
  const fileOf = (provider: OidcProvider) => join(folder, `${sha256(provider.issuer).slice(0, 32)}.json`)

  async function load(provider: OidcProvider): Promise<Copy | undefined> {
    const known = copies.get(provider.issuer)
    if (known) return known
    try {
      const { text, fetchedAt } = JSON.parse(await readFile(fileOf(provider), 'utf8')) as Copy
      const copy = { text, fetchedAt, metadata: readMetadata(provider, text) }
      copies.set(provider.issuer, copy)
      return copy
    } catch {
      return undefined
    }
  }

  async function keep(provider: OidcProvider, copy: Copy) {
    // The same content keeps its object: keys that were fetched for it stay known.
    const known = copies.get(provider.issuer)
    copies.set(provider.issuer, known?.text === copy.text ? Object.assign(known, { fetchedAt: copy.fetchedAt }) : copy)
    const draft = join(folder, `.${randomHex()}`)
    try {
      await mkdir(folder, { recursive: true })
      await writeFile(draft, JSON.stringify({ text: copy.text, fetchedAt: copy.fetchedAt }), { mode: 0o600 })
      await rename(draft, fileOf(provider))
    } catch (error) {
      log.warn({ err: error }, 'the copy of a discovery document could not be written')
    }
  }

  async function ask(provider: OidcProvider): Promise<Copy> {
    const init = { headers: { accept: 'application/json' }, ...(provider.ca === undefined ? {} : { ca: provider.ca }) }
    const reply = await ground.fetch('oidc', metadataUrl(provider.issuer), init)
    if (reply.status !== 200) throw new OidcFault('untrusted', `${provider.id}: discovery answered ${reply.status}`)
    const copy = { text: reply.text(), fetchedAt: clock.now(), metadata: readMetadata(provider, reply.text()) }
    await keep(provider, copy)
    return copy
  }

  async function reach(provider: OidcProvider): Promise<Metadata> {
    const known = await load(provider)
    if (known && clock.now() - known.fetchedAt < fresh) return known.metadata
    const question = asking.get(provider.issuer) ?? ask(provider).finally(() => asking.delete(provider.issuer))
    asking.set(provider.issuer, question)
    try {
      await question
      downSince.delete(provider.issuer)
      return copies.get(provider.issuer)!.metadata
    } catch (error) {
      log.warn({ err: error, provider: provider.id }, 'the identity provider does not answer as it should')
      // It is there, but its answer is no good: the copy may still be right.
      if (error instanceof OidcFault && known && clock.now() - known.fetchedAt < good) return known.metadata
      const since = downSince.get(provider.issuer) ?? clock.now()
      downSince.set(provider.issuer, since)
      throw new OidcFault('down', `${provider.id} does not answer`, { cause: error, since })
    }
  }

  return { reach, recall: async (provider) => (await load(provider))?.metadata }
}
