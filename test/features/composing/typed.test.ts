import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Upload } from '#base/upload.ts'
import { EditForm, PostForm } from '#features/composing/composer.input.ts'
import { inPlaces } from '#features/composing/in-places.ts'
import { pollChange, pollWish } from '#features/composing/poll-wish.ts'
import { audienceWish, blankSheet, noPoll } from '#features/composing/typed.ts'
import type { Poll } from '#features/polls/polls.schema.ts'
import { fitFor } from '#http/input/fit.ts'
import { readPairs } from '#http/input/brackets.ts'

const edit = (pairs: string) => EditForm.parse(fitFor(EditForm)(readPairs(pairs)))

test('pictures stand where the form says, without those that are taken out', () => {
  const pairs = 'kept[11][alt]=a&kept[11][place]=2&kept[12][alt]=b&kept[12][place]=2&kept[13][alt]=c&kept[13][place]=3&kept[13][out]=1'
  assert.deepEqual(edit(pairs).typed.pictures, [
    { id: 12, alt: 'b' },
    { id: 11, alt: 'a' },
  ])
  assert.equal(EditForm.safeParse(fitFor(EditForm)(readPairs('kept[x][alt]=a'))).success, false)
})

test('who names a place gets it, and the others give way', () => {
  const put = (...places: (number | undefined)[]) =>
    inPlaces(places.map((place, i) => ({ name: 'abcd'[i], ...(place === undefined ? {} : { place }) })))
      .map(({ name }) => name)
      .join('')
  assert.equal(put(1, 2, 3, 4), 'abcd')
  assert.equal(put(2, 1), 'ba')
  assert.equal(put(1, 2, 3, 1), 'dabc')
  assert.equal(put(4, 2, 3, 4), 'bcda')
  assert.equal(put(undefined, undefined, 2), 'acb')
})

test('a file field without a file keeps its words; an empty one is nothing', () => {
  const file = new Upload('a.png', 'image/png', 3, '/nowhere')
  const { sent } = EditForm.parse({ file_2: file, alt_2: 'two', alt_3: 'three', alt_4: ' ' })
  assert.deepEqual(sent, [{ file, alt: 'two' }, { alt: 'three' }])
})

test('a poll needs words in its options to be one', () => {
  assert.equal(pollWish(edit('poll[options][]=&poll[options][]= &poll[lasts]=300').typed.poll), undefined)
  assert.deepEqual(pollWish(edit('poll[options][]=a&poll[options][]=&poll[options][]=b&poll[lasts]=300&poll[several]=1').typed.poll), {
    options: ['a', 'b'],
    lasts: 300,
    multiple: true,
    hideTotals: false,
  })
})

test('a poll whose end stays keeps its end to the second; untouched it stays as it is', () => {
  const before = { options: ['a', 'b'], multiple: false, hideTotals: false, endsAt: 700_500 } as unknown as Poll
  const typed = { ...noPoll, options: ['a ', 'b', ''], lasts: null }
  assert.equal(pollChange(typed, before, 100_000), undefined)
  assert.equal(pollChange({ ...typed, several: true }, before, 100_000)?.lasts, 601)
  assert.equal(pollChange({ ...typed, lasts: 300 }, before, 100_000)?.lasts, 300)
  assert.equal(pollChange(noPoll, before, 0), null)
  assert.equal(pollChange(noPoll, undefined, 0), undefined)
})

test('a group is never guessed', () => {
  assert.deepEqual(audienceWish('quiet', null), { kind: 'everyone', listed: false })
  assert.deepEqual(audienceWish('group', 7), { kind: 'group', groupId: 7 })
  assert.throws(() => audienceWish('group', null), { status: 422 })
})

test('a blank sheet is as its author has set for all posts', () => {
  const usual = { audience: 'everyone', listed: false, sensitive: true, language: null } as const
  const { audience, language, sensitive } = blankSheet(usual, 'de')
  assert.deepEqual([audience, language, sensitive], ['quiet', 'de', true])
})

test('the answered and the replaced post are named by ids', () => {
  const form = PostForm.parse({ audience: 'named', in_reply_to: '5', instead_of: '6' })
  assert.deepEqual([form.replyToId, form.insteadOf], [5, 6])
})
