// Ice Cubes: sign-in stays blocked until the instance decodes; version read as three characters; subscribes on the socket.
import assert from 'node:assert/strict'
import { clientNeeds } from '../contract/client-needs.ts'
import { filled, flag, maybe, object, text, whole } from '../contract/shape.ts'
import { replay, scopes } from './replay.ts'

const types = ['mention', 'favourite', 'reblog', 'follow'].map((type) => `&types[]=${type}`).join('')

replay({
  name: 'IceCubesApp',
  website: 'https://github.com/Dimillian/IceCubesApp',
  redirect: 'icecubesapp://',
  body: 'json',
  async look(phone) {
    const { version } = await phone.ask('get', '/api/v2/instance')
    assert.ok(Number(version.slice(0, 3)) >= 4.3, 'below it neither filters nor grouped notifications')
    return {}
  },
  authorize: (id) => `response_type=code&client_id=${id}&redirect_uri=icecubesapp://&scope=read%20write%20follow%20push`,
  token: { scope: scopes },
  async start(phone) {
    const me = await phone.ask('get', '/api/v1/accounts/verify_credentials')
    await phone.ask('get', '/api/v2/instance')
    await phone.ask('get', `/api/v1/accounts/relationships?id[]=${me.id}`)
    await phone.ask('get', '/api/v1/markers?timeline[]=home&timeline[]=notifications')
    await phone.ask('get', '/api/v1/lists')
    await phone.ask('get', '/api/v1/followed_tags')
    await phone.ask('get', '/api/v1/preferences')
    await phone.ask('get', '/api/v1/timelines/home')
    await phone.ask('get', `/api/v2/notifications?limit=40${types}`)
    await phone.ask('get', '/api/v2/notifications/policy')
    await phone.ask('get', '/api/v1/tags/coffee/')
    await phone.ask('get', '/api/v1/instance/peers')
    await phone.ask('get', '/api/v1/trends/tags?limit=10')
    await phone.ask('get', '/api/v1/trends/statuses?limit=20')
    await phone.ask('get', '/api/v1/trends/links?limit=10')
    await phone.ask('get', '/api/v2/suggestions?limit=40')
  },
  manners: {
    deed: {},
    follow: { query: '?notify=false&reblogs=true' },
    upload: { path: '/api/v2/media', describe: false },
    describe: (description) => ({ body: { description } }),
    post: (status) => ({ body: { visibility: 'public', ...status } }),
    vote: (choice) => ({ query: `?choices[]=${choice}` }),
    push: ({ endpoint, p256dh, auth }) => ({
      query: `?${new URLSearchParams({
        'subscription[endpoint]': endpoint,
        'subscription[keys][p256dh]': p256dh,
        'subscription[keys][auth]': auth,
        'data[alerts][mention]': 'true',
        policy: 'all',
      }).toString()}`,
    }),
    home: '/api/v1/timelines/home?limit=50',
    notifications: () => `/api/v2/notifications?limit=40${types}`,
    markers: {
      get: '/api/v1/markers?timeline[]=home&timeline[]=notifications',
      post: (id) => ({ body: { notifications: { last_read_id: id } } }),
    },
  },
  listen: { say: [{ type: 'subscribe', stream: 'user' }], event: 'update' },
  needs: {
    ...clientNeeds,
    Instance: object({
      title: text,
      domain: filled,
      version: text,
      registrations: object({ enabled: flag }),
      thumbnail: object({}),
      contact: object({ email: text }),
      configuration: maybe(
        object({
          statuses: object({ max_characters: whole, max_media_attachments: whole }),
          polls: object({ max_options: whole, max_characters_per_option: whole, min_expiration: whole, max_expiration: whole }),
        }),
      ),
    }),
  },
})
