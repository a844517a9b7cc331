import { forbidden, notFound } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import { showAccount } from '#features/accounts/show-account.ts'
import { area, del, type Endpoint, get, patch, post, put } from '#http/area.ts'
import type { Site } from '#platform/site.ts'
import { IdPath } from './unoffered.input.ts'

const read = { scope: 'read:collections', done: false } as const
const write = { scope: 'write:collections', done: false } as const

const absent = async () => {
  throw notFound('collection')
}

/** Nobody's list of collections, for an account that is there. */
async function none(site: Site, id: number) {
  await showAccount(site, id)
  return { collections: [] }
}

async function inNone(site: Site, viewer: Viewer, id: number) {
  await showAccount(site, id)
  if (id !== viewer.accountId) throw forbidden()
  return { collections: [] }
}

/** The rows under one root. */
function rows(root: string): Endpoint[] {
  const one = `${root}/collections/:id`
  const changed = { ...write, returns: 'WrappedCollection' } as const
  return [
    get(
      `${root}/accounts/:id/collections`,
      { ...read, params: IdPath, returns: 'Collections' },
      async (c) => await none(c.site, c.params.id),
    ),
    get(
      `${root}/accounts/:id/in_collections`,
      { ...read, params: IdPath, returns: 'Collections' },
      async (c) => await inNone(c.site, c.viewer, c.params.id),
    ),
    post(`${root}/collections`, changed, async () => {
      throw forbidden()
    }),
    get(one, { ...read, returns: 'CollectionWithAccounts' }, absent),
    patch(one, changed, absent),
    put(one, changed, absent),
    del(one, { ...write, returns: 'Empty' }, absent),
    post(`${root}/collections/:collection_id/items`, { ...write, returns: 'WrappedCollectionItem' }, absent),
    del(`${root}/collections/:collection_id/items/:id`, { ...write, returns: 'Empty' }, absent),
    post(`${root}/collections/:collection_id/items/:id/revoke`, { ...write, returns: 'Empty' }, absent),
  ]
}

export const collectionsArea = area('collections', [...rows('/api/v1'), ...rows('/api/v1_alpha')])
