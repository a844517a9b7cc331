// Tusky 29: forms for everything but a post, and a whole page is lost with one bad object.
import { clientNeeds } from '../contract/client-needs.ts'
import { filled, object, text, whole, word } from '../contract/shape.ts'
import { form } from './phone.ts'
import { replay, scopes } from './replay.ts'

const redirect = 'oauth2redirect://com.keylesspalace.tusky/'
const what = word('accept', 'filter', 'drop')

replay({
  name: 'Tusky',
  website: 'https://tusky.app',
  redirect,
  body: 'form',
  look: async () => ({}),
  authorize: (id) => `client_id=${id}&redirect_uri=${encodeURIComponent(redirect)}&response_type=code&scope=${encodeURIComponent(scopes)}`,
  async start(phone) {
    await phone.ask('get', '/api/v1/accounts/verify_credentials')
    await phone.ask('get', '/api/v2/instance')
    await phone.ask('get', '/api/v1/announcements?with_dismissed=true')
    await phone.ask('get', '/api/v2/filters')
    await phone.ask('get', '/api/v1/custom_emojis')
    await phone.ask('get', '/api/v1/timelines/home?limit=30')
    await phone.ask('get', '/api/v1/notifications?limit=30')
    await phone.ask('get', '/api/v1/markers?timeline[]=notifications')
    await phone.ask('get', '/api/v1/lists')
    await phone.ask('get', '/api/v1/followed_tags')
    await phone.ask('get', '/api/v2/notifications/policy')
    await phone.ask('get', '/api/v1/conversations?limit=20')
    await phone.ask('get', '/api/v1/scheduled_statuses')
    await phone.ask('get', '/api/v1/timelines/public?local=true&limit=30')
  },
  manners: {
    deed: {},
    follow: { body: form({ reblogs: 'true' }) },
    upload: { path: '/api/v2/media', describe: true },
    describe: (description) => ({ body: form({ description, focus: '0.00,0.00' }) }),
    post: ({ media_ids: ids, ...status }, key) => ({
      body: {
        spoiler_text: '',
        visibility: 'public',
        sensitive: false,
        language: 'en',
        ...status,
        ...(ids ? { media_ids: ids, media_attributes: ids.map((id) => ({ id, description: null, focus: null, thumbnail: null })) } : {}),
      },
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
    home: '/api/v1/timelines/home?limit=30',
    notifications: () => '/api/v1/notifications?limit=30',
    markers: {
      get: '/api/v1/markers?timeline[]=notifications',
      post: (id) => ({ body: form({ 'notifications[last_read_id]': id }) }),
    },
  },
  needs: {
    ...clientNeeds,
    Instance: object({ domain: filled, version: text }),
    NotificationPolicy: object({
      for_not_following: what,
      for_not_followers: what,
      for_new_accounts: what,
      for_private_mentions: what,
      for_limited_accounts: what,
      summary: object({ pending_requests_count: whole, pending_notifications_count: whole }),
    }),
  },
})
