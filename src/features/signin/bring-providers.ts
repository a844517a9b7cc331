import { recordAudit } from '#features/audit/record-audit.ts'
import type { OidcConfig } from '#platform/config/config.ts'
import type { Site } from '#platform/site.ts'
import type { Provider } from './signin.schema.ts'
import { addProvider, disableProvidersBut, providerById, updateProvider } from './signin.queries.ts'

const wordsOf = ({ name, issuer, clientId }: OidcConfig, rank: number) => ({ name, issuer, clientId, rank, enabled: true })

/** The row that a provider of the configuration has. */
export const providerRow = (site: Site, provider: OidcConfig): Provider => {
  const now = site.clock.now()
  const rank = site.config.signin.oidc.indexOf(provider)
  return { id: provider.id, kind: 'oidc', ...wordsOf(provider, rank), createdAt: now, changedAt: now }
}

/**
 * Brings `[[signin.oidc]]` into rows; a process that serves people calls it before it listens. A provider that the configuration no longer names
 * is switched off, never deleted. The id is what people are tied to: under the same id another issuer means "the same provider has moved", and
 * stands in the audit log.
 */
export async function bringProviders(site: Site): Promise<void> {
  await site.store.tx(async (db) => {
    for (const provider of site.config.signin.oidc) {
      const known = await providerById(db, provider.id)
      const row = providerRow(site, provider)
      if (!known) await addProvider(db, row)
      else if ((['name', 'issuer', 'clientId', 'rank', 'enabled'] as const).some((field) => known[field] !== row[field]))
        await updateProvider(db, provider.id, { ...wordsOf(provider, row.rank), changedAt: row.changedAt })
      if (known?.issuer === provider.issuer) continue
      const detail = { issuer: provider.issuer, before: known?.issuer ?? null }
      await recordAudit(site, db, { action: 'signin.provider', actor: null, target: `provider:${provider.id}`, detail })
    }
    const ids = site.config.signin.oidc.map((provider) => provider.id)
    for (const id of await disableProvidersBut(db, ids, site.clock.now()))
      await recordAudit(site, db, { action: 'signin.provider_off', actor: null, target: `provider:${id}` })
  })
}
