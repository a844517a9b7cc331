import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linkHeader, paged } from '#http/links.ts'

const call = (rawQuery: string) => ({ site: { config: { url: 'https://social.corp' } }, path: '/api/v1/timelines/home', rawQuery })

test('neighbours have absolute addresses with the filters repeated and the cursor in place of the old one', () => {
  assert.equal(
    linkHeader(call('limit=5&max_id=9&types[]=a&types[]=b&access_token=secret'), { next: { max_id: 4 }, prev: { min_id: 8 } }),
    '<https://social.corp/api/v1/timelines/home?limit=5&types%5B%5D=a&types%5B%5D=b&max_id=4>; rel="next", ' +
      '<https://social.corp/api/v1/timelines/home?limit=5&types%5B%5D=a&types%5B%5D=b&min_id=8>; rel="prev"',
  )
})

test('an end of the list has no link, an empty page no header', () => {
  assert.equal(linkHeader(call(''), { prev: { since_id: 3 } }), '<https://social.corp/api/v1/timelines/home?since_id=3>; rel="prev"')
  assert.equal(linkHeader(call(''), {}), undefined)
  assert.deepEqual(paged(call(''), [], {}, { 'atrium-home': 'everyone' }).headers, { 'atrium-home': 'everyone' })
})
