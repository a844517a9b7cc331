// Mastodon for Android 2.13: JSON everywhere, an empty object where there is nothing to say, gates by api_versions.
import { clientNeeds } from '../contract/client-needs.ts'
import { filled, maybe, object, smallWhole, text } from '../contract/shape.ts'
import { replay, scopes } from './replay.ts'

const redirect = 'org.joinmastodon.android-auth://callback'
const json = (body: object, headers: Record<string, string> = {}) => ({ body, headers })

replay({
  name: 'Mastodon for Android',
  website: 'https://app.joinmastodon.org/android',
  redirect,
  body: 'json',
  async look(phone) {
    const instance = await phone.ask('get', '/api/v2/instance')
    return { apiLevel: instance.api_versions?.mastodon ?? 0 }
  },
  pkce: ({ apiLevel }) => apiLevel >= 3,
  authorize: (id) => new URLSearchParams({ response_type: 'code', client_id: id, redirect_uri: redirect, scope: scopes }).toString(),
  async start(phone, { apiLevel }) {
    await phone.ask('get', '/api/v2/instance')
    await phone.ask('get', '/api/v1/custom_emojis')
    await phone.ask('get', '/api/v1/timelines/home?limit=40')
    await phone.ask('get', `/api/v${apiLevel >= 2 ? 2 : 1}/notifications/unread_count`)
    await phone.ask('get', '/api/v1/markers?timeline[]=home&timeline[]=notifications')
    await phone.ask('get', '/api/v1/preferences')
    await phone.ask('get', '/api/v1/lists')
    await phone.ask('get', '/api/v1/followed_tags?limit=200')
    await phone.ask('get', '/api/v2/filters')
    await phone.ask('get', '/api/v1/trends/tags?limit=10')
    await phone.ask('get', '/api/v1/trends/statuses?limit=20')
    await phone.ask('get', '/api/v1/trends/links?limit=10')
    await phone.ask('get', '/api/v2/suggestions?limit=40')
    await phone.ask('get', '/api/v1/timelines/public?local=true&limit=20')
  },
  manners: {
    deed: json({}),
    follow: json({ reblogs: true }),
    upload: { path: '/api/v2/media', describe: false },
    describe: (description) => json({ description }),
    post: (status, key) => json({ sensitive: false, visibility: 'public', language: 'en', ...status }, { 'idempotency-key': key }),
    vote: (choice) => json({ choices: [choice] }),
    push: ({ endpoint, ...keys }) =>
      json({
        subscription: { endpoint, keys, standard: true },
        data: { alerts: { mention: true, favourite: true, follow: true, reblog: true, poll: true } },
        policy: 'all',
      }),
    home: '/api/v1/timelines/home?limit=20',
    notifications: ({ apiLevel }) =>
      apiLevel >= 2
        ? '/api/v2/notifications?limit=40&grouped_types[]=favourite&grouped_types[]=reblog&grouped_types[]=follow'
        : '/api/v1/notifications?limit=40',
    markers: {
      get: '/api/v1/markers?timeline[]=home&timeline[]=notifications',
      post: (id) => json({ notifications: { last_read_id: id } }),
    },
  },
  needs: {
    ...clientNeeds,
    Instance: object({
      title: text,
      description: text,
      version: text,
      domain: filled,
      registrations: object({}),
      contact: maybe(object({ account: maybe(clientNeeds['Account']!) })),
      // Absent numbers read as 0, and 0 characters are none.
      configuration: object({ statuses: object({ max_characters: smallWhole, max_media_attachments: smallWhole }) }),
    }),
  },
})
