import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clientNeeds } from './client-needs.ts'
import { each, listOf, maybe, object, type Shape, smallWhole, text, time, unmet } from './shape.ts'

interface Fault {
  path: string
  value: unknown
}

/** The example of a shape with one needed key after the other taken out, made null, and made something else. */
function* planted(shape: Shape): Generator<Fault> {
  if (shape.items) {
    yield { path: '', value: {} }
    for (const { path, value } of planted(shape.items)) yield { path: `[]${path}`, value: [value] }
  }
  const example = shape.example as Record<string, unknown>
  for (const [key, inner] of Object.entries(shape.keys ?? {})) {
    const { [key]: _, ...rest } = example
    const path = `.${key}`
    if (!inner.optional)
      yield* [
        { path, value: rest },
        { path, value: { ...rest, [key]: null } },
      ]
    // No need is met by a function: a stand-in for every other type.
    yield { path, value: { ...rest, [key]: isNaN } }
    for (const fault of planted(inner)) yield { path: path + fault.path, value: { ...rest, [key]: fault.value } }
  }
}

for (const [entity, shape] of Object.entries(clientNeeds))
  test(`${entity}: what an app needs and does not get is noticed, key by key`, () => {
    assert.deepEqual(unmet(clientNeeds, entity, shape.example), [])
    const faults = [...planted(shape)]
    for (const { path, value } of faults)
      assert.notDeepEqual(unmet(clientNeeds, entity, value), [], `${entity}${path}: ${JSON.stringify(value)}`)
    assert.deepEqual(unmet(clientNeeds, `${entity}[]`, {}), [`${entity}: not a list`])
    const first = faults[0]
    if (first) assert.notDeepEqual(unmet(clientNeeds, `${entity}[]`, [shape.example, first.value]), [])
  })

test('what stands between two keys is noticed as well', () => {
  const status = clientNeeds['Status']!.example as object
  const said = (more: object) => unmet(clientNeeds, 'Status', { ...status, ...more })
  assert.deepEqual(said({ reblog: status }), [])
  assert.deepEqual(said({ content: null }), ['Status.content: null is not text'])
  assert.deepEqual(said({ content: undefined, text: 'as typed' }), [])
  assert.match(said({ reblog: { ...status, uri: null } })[0]!, /^Status\.reblog\.uri/)
  const video = { id: '1', type: 'video', url: 'https://a.example/1', preview_url: null }
  assert.match(said({ media_attachments: [video] })[0]!, /preview_url/)
  assert.deepEqual(said({ media_attachments: [{ ...video, type: 'image' }] }), [])
  const groups = clientNeeds['GroupedNotificationsResults']!
  const [group] = (groups.example as { notification_groups: object[] }).notification_groups
  const results = (more: object) => groups({ accounts: [], statuses: [], notification_groups: [{ ...group, ...more }] }, 'x')
  assert.match(results({ sample_account_ids: [] })[0]!, /nobody/)
  assert.deepEqual(results({ sample_account_ids: [], type: 'moderation_warning' }), [])
  const moved = { ...(clientNeeds['Account']!.example as object), moved: {} }
  assert.notDeepEqual(unmet(clientNeeds, 'Account', moved), [])
})

test('numbers, times and maps', () => {
  assert.notDeepEqual(smallWhole(2 ** 31, 'x'), [])
  assert.notDeepEqual(smallWhole('1', 'x'), [])
  assert.notDeepEqual(time('2026-11-23T01:02:03Z', 'x'), [])
  assert.deepEqual(each(text)({ a: '' }, 'x'), [])
  assert.notDeepEqual(each(text)({ a: 1 }, 'x'), [])
  assert.notDeepEqual(each(text)([], 'x'), [])
  assert.deepEqual(maybe(listOf(text))(undefined, 'x'), [])
  assert.notDeepEqual(object({})(null, 'x'), [])
})
