import assert from 'node:assert/strict'
import { test } from 'node:test'
import { invalid, notFound, Refusal, unprocessable } from '#base/errors.ts'
import { composerFaults } from '#features/composing/composer-faults.ts'
import { audienceChoices } from '#features/composing/audience-choices.ts'
import { EditForm, PostForm } from '#features/composing/composer.input.ts'
import { languageChoices } from '#base/text/languages.ts'
import type { StatusParts } from '#features/statuses/statuses.json.ts'

const answering = (audience: string, listed = false) =>
  ({ status: { audience, listed, followersOfId: 1, groupId: null } }) as unknown as StatusParts
const offered = (parts?: StatusParts) => audienceChoices('everyone', parts).map((choice) => `${choice.value}: ${choice.label}`)

test('an answer is offered the audience of what it answers, and what is narrower', () => {
  const named = 'named: composer.named'
  const all = ['everyone: composer.everyone', 'quiet: composer.quiet', 'followers: composer.followers', named]
  assert.deepEqual(offered(), all)
  assert.deepEqual(offered(answering('everyone', true)), all)
  assert.deepEqual(offered(answering('everyone')), ['everyone: composer.same', 'followers: composer.followers', named])
  assert.deepEqual(offered(answering('followers')), ['everyone: composer.same', named])
  assert.deepEqual(offered(answering('named')), ['everyone: composer.same'])
})

test('a form that lost its audience, or sends another word, is refused and never widened', () => {
  assert.equal(PostForm.safeParse({ text: 'x' }).success, false)
  assert.equal(PostForm.safeParse({ text: 'x', audience: 'world' }).success, false)
  assert.equal(PostForm.parse({ text: 'x', audience: 'named' }).typed.audience, 'named')
})

test('line ends of browsers become those that everybody reads', () => {
  assert.equal(EditForm.parse({ text: 'a\r\nb\r\n' }).typed.text, 'a\nb\n')
})

test('a language that no tag can be is no language', () => {
  assert.equal(EditForm.parse({ language: '"><script>' }).typed.language, '')
  assert.equal(EditForm.parse({ language: 'zh-Hant' }).typed.language, 'zh-Hant')
})

test('the chosen language is in the list, even one that is not offered', () => {
  assert.deepEqual(
    languageChoices('de').filter((language) => language.chosen),
    [{ code: 'de', name: 'Deutsch', chosen: true }],
  )
  assert.equal(languageChoices('mi').find((language) => language.chosen)?.code, 'mi')
  assert.equal(
    languageChoices('').some((language) => language.chosen),
    false,
  )
})

test('a refused post is told at its field; an error that is not about its words goes on', () => {
  const say = (key: string, values = {}) => `${key} ${JSON.stringify(values)}`
  const blank = invalid({ text: [{ error: 'ERR_BLANK', description: '' }] })
  const long = invalid({ text: [{ error: 'ERR_TOO_LONG', description: '' }] })
  const outside = new Refusal('unexpected_accounts', 422, '', { extra: { unexpected_accounts: [{ acct: 'bob' }, { acct: 'carol' }] } })
  assert.equal(composerFaults(blank, say, 5)?.text, 'composer.fault_blank {}')
  assert.equal(composerFaults(long, say, 5)?.text, 'composer.fault_too_long {"limit":5}')
  assert.equal(composerFaults(outside, say, 5)?.text, 'composer.fault_unexpected {"names":"@bob, @carol"}')
  assert.equal(composerFaults(unprocessable('odd', 'An odd thing'), say, 5)?.all, 'An odd thing')
  assert.equal(composerFaults(notFound('status'), say, 5), undefined)
  assert.equal(composerFaults(new TypeError('x'), say, 5), undefined)
})
