import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { Languages } from '#http/language.ts'

type Sentence = string | Record<string, string>
type Locale = Record<string, Sentence>

const tags = readdirSync('views/locales').map((file) => file.slice(0, -'.json'.length))
const read = (tag: string) => JSON.parse(readFileSync(`views/locales/${tag}.json`, 'utf8')) as Locale
const english = read('en')
const others = tags.filter((tag) => tag !== 'en')
const forms = (said: Sentence) => (typeof said === 'string' ? [said] : Object.values(said))
const placeholders = (said: Sentence) =>
  [
    ...new Set(
      forms(said)
        .join(' ')
        .match(/\{\w+\}/g) ?? [],
    ),
  ]
    .sort()
    .join(' ')

/** What the languages write as English does: names, marks, and words that they share. */
const everywhere = ['ALT', 'Ctrl', 'CSV', 'Push', '{megabytes} MB']
const shared: Record<string, string[]> = {
  de: ['App', 'Apps', 'Code', 'Feeds', 'Hashtag', 'Name', 'Server', 'Team'],
  fr: [
    'Code',
    'Collections',
    'Conversations',
    'Description',
    'Hashtag',
    'Mentions',
    'Messages',
    'Notifications',
    'Public',
    '{count} minute',
    '{count} minutes',
  ],
  es: [],
  ar: ['Enter'],
  ja: ['Enter'],
}

/** Keys that one language has and English has not, or the other way round, and keys whose values differ. */
function unlike(words: Locale): string[] {
  const keys = new Set([...Object.keys(english), ...Object.keys(words)])
  return [...keys].filter((key) => {
    const [own, said] = [words[key], english[key]]
    return own === undefined || said === undefined || placeholders(own) !== placeholders(said)
  })
}

/** Sentences that lack a plural form of their language, have one it does not know, or do not count what English counts. */
function wronglyCounted(tag: string, words: Locale): string[] {
  const wanted = new Intl.PluralRules(tag).resolvedOptions().pluralCategories.toSorted().join()
  return Object.entries(words)
    .filter(([key, said]) =>
      typeof said === 'string'
        ? typeof english[key] === 'object' && said.includes('{count}')
        : Object.keys(said).toSorted().join() !== wanted,
    )
    .map(([key]) => key)
}

/** Sentences with letters that stand there in English. */
function untranslated(tag: string, words: Locale): string[] {
  const common = new Set([...everywhere, ...shared[tag]!].map((word) => word.toLowerCase()))
  return Object.entries(words)
    .filter(([key, said]) =>
      forms(said).some(
        (form) =>
          forms(english[key] ?? '').includes(form) && /\p{L}/u.test(form.replace(/\{\w+\}/g, '')) && !common.has(form.toLowerCase()),
      ),
    )
    .map(([key]) => key)
}

test('there are six languages, and a browser gets the one that it asks for', () => {
  assert.deepEqual(tags.toSorted(), ['ar', 'de', 'en', 'es', 'fr', 'ja'])
  const languages = new Languages(tags)
  assert.deepEqual(
    ['ar-EG', 'ja-JP', 'es-MX', 'it'].map((wish) => languages.accepted(`${wish};q=0.9, *;q=0.1`)),
    ['ar', 'ja', 'es', 'en'],
  )
})

for (const tag of others)
  test(`every sentence is said in ${tag} too, with the same values in it, counted as the language counts`, () => {
    const words = read(tag)
    assert.deepEqual(unlike(words), [])
    assert.deepEqual(untranslated(tag, words), [])
    assert.deepEqual(wronglyCounted(tag, words), [])
  })

test('English counts as English does', () => assert.deepEqual(wronglyCounted('en', english), []))

test('the checks find what they look for', () => {
  const { 'home.title': title, ...rest } = english
  assert.ok(title)
  assert.deepEqual(unlike({ ...rest, 'home.stray': 'x', 'push.other': 'Neues' }).toSorted(), ['home.stray', 'home.title', 'push.other'])
  assert.deepEqual(untranslated('de', { 'home.title': 'Home', 'post.alt': 'ALT', 'home.day': '{day}' }), ['home.title'])
  const posts = { one: '{count} a', other: '{count} b' }
  assert.deepEqual(wronglyCounted('ar', { 'home.posts': posts }), ['home.posts'])
  assert.deepEqual(wronglyCounted('de', { 'home.posts': posts, 'home.new_posts': '{count} c' }), ['home.new_posts'])
})

test('the keys stand in order, so that two people who add one do not meet', () => {
  for (const tag of tags) assert.deepEqual(Object.keys(read(tag)), Object.keys(english).toSorted(), tag)
})

test('the product says du in German, vous in French and tú in Spanish, on every page', () => {
  const voice = (tag: string, wrong: RegExp) =>
    Object.entries(read(tag)).flatMap(([key, said]) => (wrong.test(JSON.stringify(said)) ? [`${key}: ${JSON.stringify(said)}`] : []))
  assert.deepEqual(
    voice('de', /(?<!\p{L})(?:Ihnen|Ihr(?:e[nmrs]?)?|Sie (?:sind|haben|dürfen|können|müssen))(?!\p{L})|\p{L}en Sie(?!\p{L})/u),
    [],
  )
  assert.deepEqual(voice('fr', /(?<!\p{L})(?:tu|toi|tes)(?!\p{L})/u), [])
  assert.deepEqual(voice('es', /(?<!\p{L})(?:usted(?:es)?|vosotros|(?:hab|pod|ten|quer)éis|vuestr[oa]s?)(?!\p{L})/iu), [])
})
