// Elk 1.0: its own server registers and exchanges the code, its page does the rest from another origin; media by the old, synchronous form.
import assert from 'node:assert/strict'
import { clientNeeds } from '../contract/client-needs.ts'
import { address, both, object } from '../contract/shape.ts'
import { host } from './company.ts'
import { replay, scopes } from './replay.ts'

const origin = 'https://elk.zone'
/** An address inside an address: decoded once and no more. */
const redirect = `${origin}/api/${host}/oauth/${encodeURIComponent(origin)}`

replay({
  name: 'Elk',
  website: 'https://elk.zone',
  redirect,
  origin,
  body: 'json',
  async look(phone) {
    await phone.ask('get', '/api/v2/instance')
    return {}
  },
  authorize: (id) =>
    `client_id=${id}&force_login=false&scope=read+write+follow+push&response_type=code&lang=en-US&redirect_uri=${encodeURIComponent(redirect)}`,
  token: { scope: scopes },
  async start(phone) {
    await phone.ask('get', '/api/v2/instance')
    const node = await phone.ask('get', '/nodeinfo/2.0')
    assert.notEqual(node.software.name, 'gotosocial')
    await phone.ask('get', '/api/v1/accounts/verify_credentials')
    await phone.ask('get', '/api/v1/preferences')
    assert.equal((await phone.send('get', '/api/v1/push/subscription')).status, 404, 'nothing was asked for yet')
    await phone.ask('get', '/api/v1/followed_tags')
    await phone.ask('get', '/api/v1/timelines/home?limit=30')
    await phone.ask('get', '/api/v1/notifications?limit=30')
    await phone.ask('get', '/api/v1/markers?timeline[]=notifications')
  },
  manners: {
    deed: {},
    follow: { body: { reblogs: true } },
    upload: { path: '/api/v1/media', describe: true },
    describe: (description) => ({ body: { description } }),
    post: (status) => ({ body: { visibility: 'public', language: 'en', spoiler_text: '', sensitive: false, ...status } }),
    vote: (choice) => ({ body: { choices: [String(choice)] } }),
    push: ({ endpoint, ...keys }) => ({
      body: {
        subscription: { endpoint, keys },
        data: { alerts: { mention: true, favourite: true, follow: true, reblog: true }, policy: 'all' },
      },
    }),
    home: '/api/v1/timelines/home?limit=30',
    notifications: () => '/api/v1/notifications?limit=30',
    markers: {
      get: '/api/v1/markers?timeline[]=notifications',
      post: (id) => ({ body: { notifications: { last_read_id: id } } }),
    },
  },
  listen: { query: 'stream=user', event: 'update' },
  // It reads the address of streaming out of `urls` without asking whether that is there.
  needs: {
    ...clientNeeds,
    Instance: both(clientNeeds['Instance']!, object({ configuration: object({ urls: object({ streaming: address }) }) })),
  },
})
