import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

type Words = Record<string, string | Record<string, string>>
const read = (locale: string) => JSON.parse(readFileSync(`views/locales/${locale}.json`, 'utf8')) as Words
const english = read('en')
const placeholders = (said: string | Record<string, string>) =>
  [...new Set((typeof said === 'string' ? said : Object.values(said).join(' ')).match(/\{\w+\}/g) ?? [])].sort()

for (const locale of ['de', 'fr', 'es', 'ar', 'ja'])
  test(`every sentence is said in ${locale} too, with the same values in it`, () => {
    const words = read(locale)
    assert.deepEqual(Object.keys(words), Object.keys(english))
    for (const [key, said] of Object.entries(words)) assert.deepEqual(placeholders(said), placeholders(english[key]!), key)
  })

test('the keys stand in order, so that two people who add one do not meet', () => {
  assert.deepEqual(Object.keys(english), Object.keys(english).toSorted())
})

test('the product says du to everybody in German and vous in French, on every page', () => {
  const voice = (locale: string, wrong: RegExp) =>
    Object.entries(read(locale)).flatMap(([key, said]) => (wrong.test(JSON.stringify(said)) ? [`${key}: ${JSON.stringify(said)}`] : []))
  assert.deepEqual(
    voice('de', /(?<!\p{L})(?:Ihnen|Ihr(?:e[nmrs]?)?|Sie (?:sind|haben|dürfen|können|müssen))(?!\p{L})|\p{L}en Sie(?!\p{L})/u),
    [],
  )
  assert.deepEqual(voice('fr', /(?<!\p{L})(?:tu|toi|tes)(?!\p{L})/u), [])
})
