// Phanpy: a page of another origin that asks host-meta and RFC 8414 first, and the nodeinfo of schema 2.0 or older.
import assert from 'node:assert/strict'
import { clientNeeds } from '../contract/client-needs.ts'
import { replay, scopes } from './replay.ts'

const redirect = 'https://phanpy.social/'
const types = ['mention', 'status', 'reblog', 'follow', 'follow_request', 'favourite', 'poll', 'update']
const supported = types.map((type) => `&supported_types[]=${type}`).join('')

replay({
  name: 'Phanpy',
  website: 'https://phanpy.social/',
  redirect,
  origin: 'https://phanpy.social',
  body: 'form',
  async look(phone) {
    const meta = await phone.send('get', '/.well-known/host-meta')
    const template = /<Link[^>]*\stemplate="([^"]*)"/.exec(meta.text)![1]!
    assert.equal(new URL(template).hostname, 'social.corp.localhost')
    const { code_challenge_methods_supported: methods } = await phone.ask('get', '/.well-known/oauth-authorization-server')
    return { offersPkce: methods.includes('S256') }
  },
  pkce: ({ offersPkce }) => offersPkce,
  authorize: (id) => new URLSearchParams({ client_id: id, redirect_uri: redirect, response_type: 'code', scope: scopes }).toString(),
  async start(phone) {
    await phone.ask('get', '/api/v1/preferences')
    await phone.ask('get', '/api/v1/accounts/verify_credentials')
    const { configuration } = await phone.ask('get', '/api/v2/instance')
    assert.match(configuration.urls.streaming, /^wss:\/\/social\.corp\.localhost/)
    const { links } = (await phone.ask('get', '/.well-known/nodeinfo')) as { links: { rel: string; href: string }[] }
    const best = links.filter(({ rel }) => Number(/[\d.]+$/.exec(rel)![0]) <= 2).at(-1)!
    await phone.ask('get', new URL(best.href).pathname)
    await phone.ask('get', '/api/v1/timelines/home?limit=20')
    await phone.ask('get', '/api/v1/followed_tags?limit=200')
    await phone.ask('get', `/api/v2/notifications?limit=20${supported}`)
    await phone.ask('get', '/api/v1/announcements')
    await phone.ask('get', '/api/v1/custom_emojis')
    await phone.ask('get', '/api/v1/follow_requests?limit=80')
    await phone.ask('get', '/api/v2/notifications/policy')
  },
  manners: {
    deed: {},
    follow: {},
    upload: { path: '/api/v2/media', describe: true },
    describe: (description) => ({ body: { description } }),
    post: (status, key) => ({
      body: { language: 'en', sensitive: false, visibility: 'public', quote_approval_policy: 'public', ...status },
      headers: { 'idempotency-key': key },
    }),
    vote: (choice) => ({ body: { choices: [String(choice)] } }),
    push: ({ endpoint, ...keys }) => ({
      body: {
        subscription: { endpoint, keys },
        data: { alerts: { mention: true, favourite: true, follow: true, reblog: true }, policy: 'all' },
      },
    }),
    home: '/api/v1/timelines/home?limit=20',
    notifications: () => `/api/v2/notifications?limit=20${supported}`,
    markers: {
      get: '/api/v1/markers?timeline[]=notifications',
      post: (id) => ({ body: { notifications: { last_read_id: id } } }),
    },
  },
  listen: { query: 'stream=user:notification', event: 'notification' },
  needs: clientNeeds,
})
