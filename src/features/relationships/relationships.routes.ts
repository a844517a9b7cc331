import { AccountPath } from '#features/accounts/accounts.input.ts'
import { area, get, post } from '#http/area.ts'
import { follow } from './follow.ts'
import { FollowBody, RelationshipsQuery } from './relationships.input.ts'
import { showOwnAccount } from './show-own-account.ts'
import { showRelationship, showRelationships } from './show-relationships.ts'
import { unfollow } from './unfollow.ts'

const writeFollows = ['write:follows', 'follow']

export const relationshipsArea = area('relationships', [
  get(
    '/api/v1/accounts/verify_credentials',
    { scope: ['profile', 'read:accounts'], returns: 'CredentialAccount' },
    async (c) => await showOwnAccount(c.site, c.viewer),
  ),
  get(
    '/api/v1/accounts/relationships',
    { scope: ['read:follows', 'follow'], query: RelationshipsQuery, returns: 'Relationship[]' },
    async (c) => await showRelationships(c.site, c.viewer, c.query.id, c.query.with_suspended),
  ),
  post(
    '/api/v1/accounts/:id/follow',
    { scope: writeFollows, params: AccountPath, body: FollowBody, limit: 'follows', returns: 'Relationship' },
    async (c) => {
      await follow(c.site, c.viewer, c.params.id, c.body)
      return await showRelationship(c.site, c.viewer, c.params.id)
    },
  ),
  post('/api/v1/accounts/:id/unfollow', { scope: writeFollows, params: AccountPath, returns: 'Relationship' }, async (c) => {
    await unfollow(c.site, c.viewer, c.params.id)
    return await showRelationship(c.site, c.viewer, c.params.id)
  }),
])
