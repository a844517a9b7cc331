// Fedilab 3.42: the first link of nodeinfo says which dialect it speaks. Its log-in is read from its sources, its day is a form app's.
import assert from 'node:assert/strict'
import { clientNeeds } from '../contract/client-needs.ts'
import { form } from './phone.ts'
import { replay, scopes } from './replay.ts'

const redirect = 'fedilab://backtofedilab'
const otherDialects = /friendica|pixelfed|akkoma|pleroma|peertube|misskey|calckey|firefish|sharkey|iceshrimp/i

replay({
  name: 'Fedilab',
  website: 'https://fedilab.app',
  redirect,
  body: 'form',
  async look(phone) {
    const { links } = await phone.ask('get', '/.well-known/nodeinfo')
    const node = await phone.ask('get', new URL(links[0].href).pathname)
    assert.doesNotMatch(node.software.name, otherDialects, 'any other name is Mastodon')
    return {}
  },
  authorize: (id) => new URLSearchParams({ client_id: id, redirect_uri: redirect, response_type: 'code', scope: scopes }).toString(),
  token: { scope: scopes },
  async start(phone) {
    await phone.ask('get', '/api/v1/accounts/verify_credentials')
    await phone.ask('get', '/api/v1/instance')
    await phone.ask('get', '/api/v2/filters')
    await phone.ask('get', '/api/v1/timelines/home?limit=20')
    await phone.ask('get', '/api/v1/notifications?limit=30')
  },
  manners: {
    deed: {},
    follow: { body: form({ reblogs: 'true', notify: 'false' }) },
    upload: { path: '/api/v2/media', describe: true },
    describe: (description) => ({ body: form({ description }) }),
    post: (status, key) => ({
      body: form({ visibility: 'public', language: 'en', sensitive: 'false', ...status }),
      headers: { 'idempotency-key': key },
    }),
    vote: (choice) => ({ body: form({ choices: [String(choice)] }) }),
    push: ({ endpoint, p256dh, auth }) => ({
      body: form({
        'subscription[endpoint]': endpoint,
        'subscription[keys][p256dh]': p256dh,
        'subscription[keys][auth]': auth,
        'data[alerts][mention]': 'true',
        'data[alerts][favourite]': 'false',
      }),
    }),
    home: '/api/v1/timelines/home?limit=20',
    notifications: () => '/api/v1/notifications?limit=30',
    markers: {
      get: '/api/v1/markers?timeline[]=home&timeline[]=notifications',
      post: (id) => ({ body: form({ 'notifications[last_read_id]': id }) }),
    },
  },
  needs: clientNeeds,
})
