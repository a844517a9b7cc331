import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressNow, movedPages } from '#features/home/old-address.ts'

test('what Mastodon’s web app had leads to the page that shows the same', () => {
  const now: Record<string, string> = {
    'timelines/home': '/home',
    'timelines/public/local': '/public/local',
    'timelines/direct': '/conversations',
    'timelines/tag/probes': '/tags/probes',
    'tags/%D8%B3%D9%84%D8%B7%D8%A9': '/tags/%D8%B3%D9%84%D8%B7%D8%A9',
    'lists/12': '/lists/12',
    'statuses/new': '/publish',
    'statuses/12': '/statuses/12',
    'statuses/12/reblogs': '/statuses/12',
    'accounts/7/following': '/accounts/7',
    '@ada': '/@ada',
    '@ada/12': '/@ada/12',
    '@ada/with_replies': '/@ada/with_replies',
    'notifications/': '/notifications',
    follow_requests: '/follow-requests',
    'keyboard-shortcuts': '/help/keys',
  }
  assert.deepEqual(Object.fromEntries(Object.keys(now).map((old) => [old, addressNow(old)])), now)
})

test('what is no page leads home, and nothing leads out of the house', () => {
  const strange = [
    '',
    'nowhere',
    '/evil.example',
    '/evil.example/home',
    '@ada/../../x',
    'tags//evil.example',
    '\\evil.example',
    'constructor',
    'https:%2F%2Fevil.example',
  ]
  for (const old of strange) assert.equal(addressNow(old), '/home', old)
  for (const to of Object.values(movedPages)) assert.match(to, /^\/[a-z]/)
})
