import { AccountPath } from '#features/accounts/accounts.input.ts'
import { area, type Call, get, post } from '#http/area.ts'
import { authorizeRequest } from './authorize-request.ts'
import { block } from './block.ts'
import { endorse } from './endorse.ts'
import { showFamiliarFollowers } from './familiar-followers.ts'
import { follow } from './follow.ts'
import { keepNote } from './keep-note.ts'
import { mute } from './mute.ts'
import { rejectRequest } from './reject-request.ts'
import { AskerPath, FamiliarQuery, FollowBody, MuteBody, NoteBody, RelationshipsQuery } from './relationships.input.ts'
import { removeFollower } from './remove-follower.ts'
import { showOwnAccount } from './show-own-account.ts'
import { showRelationship, showRelationships } from './show-relationships.ts'
import { unblock } from './unblock.ts'
import { unendorse } from './unendorse.ts'
import { unfollow } from './unfollow.ts'
import { unmute } from './unmute.ts'

type Deed = (site: Call['site'], viewer: Call['viewer'], id: number) => Promise<void>

/** What is done to an account without further words; the answer is what stands between it and the viewer then. */
const deed = (path: string, scope: string, act: Deed) =>
  post(`/api/v1/accounts/:id/${path}`, { scope, params: AccountPath, returns: 'Relationship' }, async (c) => {
    await act(c.site, c.viewer, c.params.id)
    return await showRelationship(c.site, c.viewer, c.params.id)
  })

/** The answer to somebody who asks to follow. */
const reply = (path: string, act: Deed) =>
  post(`/api/v1/follow_requests/:account_id/${path}`, { scope: 'write:follows', params: AskerPath, returns: 'Relationship' }, async (c) => {
    await act(c.site, c.viewer, c.params.account_id)
    return await showRelationship(c.site, c.viewer, c.params.account_id)
  })

export const relationshipsArea = area('relationships', [
  get(
    '/api/v1/accounts/verify_credentials',
    { scope: ['profile', 'read:accounts'], returns: 'CredentialAccount' },
    async (c) => await showOwnAccount(c.site, c.viewer),
  ),
  get(
    '/api/v1/accounts/relationships',
    { scope: 'read:follows', query: RelationshipsQuery, returns: 'Relationship[]' },
    async (c) => await showRelationships(c.site, c.viewer, c.query.id, c.query.with_suspended),
  ),
  get(
    '/api/v1/accounts/familiar_followers',
    { scope: 'read:follows', query: FamiliarQuery, returns: 'FamiliarFollowers[]' },
    async (c) => await showFamiliarFollowers(c.site, c.viewer, c.query.id),
  ),
  post(
    '/api/v1/accounts/:id/follow',
    { scope: 'write:follows', params: AccountPath, body: FollowBody, limit: 'follows', returns: 'Relationship' },
    async (c) => {
      await follow(c.site, c.viewer, c.params.id, c.body)
      return await showRelationship(c.site, c.viewer, c.params.id)
    },
  ),
  deed('unfollow', 'write:follows', unfollow),
  deed('remove_from_followers', 'write:follows', removeFollower),
  reply('authorize', authorizeRequest),
  reply('reject', rejectRequest),
  deed('block', 'write:blocks', block),
  deed('unblock', 'write:blocks', unblock),
  post('/api/v1/accounts/:id/mute', { scope: 'write:mutes', params: AccountPath, body: MuteBody, returns: 'Relationship' }, async (c) => {
    const { hideNotifications, seconds } = c.body
    const until = seconds === 0 ? {} : { until: c.site.clock.now() + seconds * 1000 }
    await mute(c.site, c.viewer, c.params.id, { hideNotifications, ...until })
    return await showRelationship(c.site, c.viewer, c.params.id)
  }),
  deed('unmute', 'write:mutes', unmute),
  post(
    '/api/v1/accounts/:id/note',
    { scope: 'write:accounts', params: AccountPath, body: NoteBody, returns: 'Relationship' },
    async (c) => {
      await keepNote(c.site, c.viewer, c.params.id, c.body.comment ?? '')
      return await showRelationship(c.site, c.viewer, c.params.id)
    },
  ),
  deed('endorse', 'write:accounts', endorse),
  deed('unendorse', 'write:accounts', unendorse),
  // The names that apps knew before Mastodon 4.4.
  deed('pin', 'write:accounts', endorse),
  deed('unpin', 'write:accounts', unendorse),
])
