// Mastodon for iOS 2024.11: looks at nothing before it registers; the parts of a form for what is written, JSON for the rest; no markers.
import { clientNeeds } from '../contract/client-needs.ts'
import { both, flag, listOf, object, text } from '../contract/shape.ts'
import assert from 'node:assert/strict'
import { parts } from './phone.ts'
import { replay, scopes } from './replay.ts'

replay({
  name: 'Mastodon for iOS',
  website: 'https://app.joinmastodon.org/ios',
  redirect: 'mastodon://joinmastodon.org/oauth',
  body: 'json',
  look: async () => ({}),
  authorize: (id) => `response_type=code&client_id=${id}&redirect_uri=mastodon://joinmastodon.org/oauth&scope=read%20write%20follow%20push`,
  token: { scope: scopes },
  async start(phone) {
    const instance = await phone.ask('get', '/api/v1/instance')
    assert.ok(Number(instance.version.split('.')[0]) >= 4, 'below it the app follows no hashtags')
    await phone.ask('get', '/api/v2/instance')
    await phone.ask('get', '/api/v1/instance/translation_languages')
    await phone.ask('get', '/api/v1/timelines/home?limit=20')
    await phone.ask('get', '/api/v1/filters')
    await phone.ask('get', '/api/v1/notifications/policy')
    await phone.ask('get', '/api/v1/custom_emojis')
    await phone.ask('get', '/api/v1/lists')
    await phone.ask('get', '/api/v1/followed_tags')
    await phone.ask('get', '/api/v1/bookmarks?limit=20')
    await phone.ask('get', '/api/v1/trends/tags?limit=10')
    await phone.ask('get', '/api/v1/trends/statuses?limit=20')
    await phone.ask('get', '/api/v1/trends/links?limit=10')
    await phone.ask('get', '/api/v2/suggestions?limit=40')
    await phone.ask('get', '/api/v1/favourites?limit=20')
  },
  manners: {
    deed: {},
    follow: { body: { reblogs: true } },
    upload: { path: '/api/v2/media', describe: false },
    describe: (description) => ({ body: parts({ description }) }),
    post: ({ media_ids: ids = [], ...status }, key) => ({
      body: parts({ ...status, media_ids: ids, sensitive: 'false', visibility: 'public', language: 'en' }),
      headers: { 'idempotency-key': key },
    }),
    vote: (choice) => ({ body: { choices: [choice] } }),
    push: ({ endpoint, ...keys }) => ({
      body: {
        subscription: { endpoint, keys },
        data: { alerts: { mention: true, favourite: true, follow: true, reblog: true }, policy: 'all' },
      },
    }),
    home: '/api/v1/timelines/home?limit=20',
    notifications: () => '/api/v1/notifications?limit=30&exclude_types[]=admin.sign_up',
  },
  needs: {
    ...clientNeeds,
    // The older policy, with yes and no.
    V1_NotificationPolicy: object(
      Object.fromEntries(['not_following', 'not_followers', 'new_accounts', 'private_mentions'].map((name) => [`filter_${name}`, flag])),
    ),
    V1_Instance: both(clientNeeds['V1_Instance']!, object({ rules: listOf(object({ id: text, text })) })),
  },
})
