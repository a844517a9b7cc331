import type { Adapter, AdapterPayload } from 'oidc-provider'

/** Everything that the demo directory remembers, gone when it stops. */
export function memoryAdapter(): (model: string) => Adapter {
  const rows = new Map<string, AdapterPayload>()
  const grants = new Map<string, Set<string>>()
  const find = (key: string) => rows.get(key)
  const named = (model: string, field: 'uid' | 'userCode', value: string) =>
    [...rows].find(([key, row]) => key.startsWith(`${model}:`) && row[field] === value)?.[1]
  return (model) => ({
    async upsert(id, payload) {
      const key = `${model}:${id}`
      rows.set(key, payload)
      if (payload.grantId) grants.set(payload.grantId, (grants.get(payload.grantId) ?? new Set()).add(key))
    },
    find: async (id) => find(`${model}:${id}`),
    findByUid: async (uid) => named(model, 'uid', uid),
    findByUserCode: async (code) => named(model, 'userCode', code),
    async consume(id) {
      const row = find(`${model}:${id}`)
      // The library only asks whether it is set.
      if (row) row.consumed = true
    },
    async destroy(id) {
      rows.delete(`${model}:${id}`)
    },
    async revokeByGrantId(grantId) {
      for (const key of grants.get(grantId) ?? []) rows.delete(key)
      grants.delete(grantId)
    },
  })
}
