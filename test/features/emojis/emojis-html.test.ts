import '../../db/fresh.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findShortcodes, isShortcode } from '#base/text/find-shortcodes.ts'
import { withEmojis } from '#features/emojis/emojis.html.ts'
import type { CustomEmoji } from '#features/emojis/emojis.schema.ts'

const file = (mime: string) => ({ key: 'aa/aa', mime, size: 1, sha256: '' })
const emoji = (shortcode: string, mime = 'image/png'): CustomEmoji => ({
  id: 1,
  shortcode,
  category: null,
  capability: 'c0ffee',
  file: file(mime),
  still: file('image/png'),
  createdAt: 0,
})
const image = (name: string, type = 'png') =>
  `<img class="emoji" src="/media/c0ffee/${name}.${type}" alt=":${name}:" title=":${name}:" width="20" height="20" loading="lazy">`

test('a shortcode is two to 50 letters, digits and underscores', () => {
  for (const name of ['ab', 'A_9', 'x'.repeat(50)]) assert.ok(isShortcode(name), name)
  for (const name of ['', 'a', 'a-b', 'ä_b', 'x'.repeat(51), 'ab\n']) assert.ok(!isShortcode(name), name)
})

test('shortcodes are found where nothing stands beside their colons', () => {
  assert.deepEqual(findShortcodes(':ab: (:cd:) :ab:\n:ef:'), ['ab', 'cd', 'ef'])
  for (const text of ['x:ab:', ':ab:x', '12:30:45', '::ab::', ':a:', ': ab :', 'ä:ab:', ':ab:cd:'])
    assert.deepEqual(findShortcodes(text), [], text)
})

// SEC:D3
test('a long text of colons is read in one go', () => {
  assert.deepEqual(findShortcodes(':a'.repeat(200_000)), [])
  assert.deepEqual(findShortcodes(`${':'.repeat(200_000)}ab`), [])
})

test('pictures stand in place of known shortcodes in the text and never within a tag', () => {
  const html = '<p>:ab: and :no:<br><a href="https://a.example/:ab:" title=":ab:">(:ab:)</a></p>'
  const shown = `<p>${image('ab')} and :no:<br><a href="https://a.example/:ab:" title=":ab:">(${image('ab')})</a></p>`
  assert.equal(withEmojis(html, [emoji('ab')]), shown)
  assert.equal(withEmojis('&lt;b&gt;:ab:&lt;/b&gt;', [emoji('ab')]), `&lt;b&gt;${image('ab')}&lt;/b&gt;`)
  assert.equal(withEmojis(html, []), html)
})

test('who wants no motion sees it stand still', () => {
  assert.equal(
    withEmojis(':ab:', [emoji('ab', 'image/gif')]),
    `<picture><source srcset="/media/c0ffee/small/ab.png" media="(prefers-reduced-motion: reduce)">${image('ab', 'gif')}</picture>`,
  )
})
