import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { keyPlaces, postKeys } from '#base/keys.ts'

const known = Object.keys(JSON.parse(readFileSync('views/locales/en.json', 'utf8')) as object)
const areas = new Set(known.map((key) => key.split('.')[0]!))
const readAll = (glob: string) => new Map(globSync(glob).map((file) => [file, readFileSync(file, 'utf8')]))
const code = readAll('src/**/*.ts')
const templates = readAll('views/**/*.hbs')
const allCode = [...code.values()].join('\n')
const quoted = new Set(
  [...allCode.matchAll(/(['"`])((?:(?!\1)[^\\\n])+)\1/g)].flatMap(([, , said]) => [said!.replaceAll('.', '_'), ...said!.split(/[: ]/)]),
)

const audiences = ['everyone', 'quiet', 'followers', 'named', 'group']
const senders = ['not_following', 'not_followers', 'new_accounts', 'private_mentions', 'bots', 'limited_accounts']
const deeds = ['boosted', 'favourited', 'bookmarked', 'muted_thread', 'pinned']
const tables = ['following_accounts', 'followers', 'lists', 'muted_accounts', 'blocked_accounts', 'blocked_domains', 'bookmarks']
const alerts = ['mention', 'status', 'follow', 'follow_request', 'favourite', 'reblog', 'poll', 'update']
const lines = ['next', 'previous', 'first', 'older', 'back', 'write', 'search', 'help', 'escape']
const told = ['let_in', 'refuse', 'notify', 'unnotify', 'remove_follower']
const ofPerson = ['mute', 'block', 'endorse'].flatMap((deed) => [deed, `un${deed}`]).concat('hide_boosts', 'show_boosts', ...told)
const shelves = ['own', 'found', 'smileys', 'people', 'nature', 'food', 'travel', 'activities', 'objects', 'symbols', 'flags']
const kinds = ['all', 'boosts', 'favourites', 'follows', 'mentions', 'polls']

/**
 * Keys that the code puts together, as they stand there between backquotes, and what their open part can be; `null`: any word that the code
 * holds in quotes.
 */
const built: [parts: string[] | null, ...texts: string[]][] = [
  [null, 'errors.${code}', 'errors.${error.code}', 'errors.${refusal.code}', 'faults.${error.toLowerCase()}'],
  [['403', '404', '413', '429', '500', '503', '507'], 'error.title_${refusal.status}'],
  [['404', '500'], 'error.text_${refusal.status}'],
  [audiences, 'composer.${value}', 'composer.${value}_hint', 'composer.${value}_say'],
  [['minutes', 'hours', 'days'], 'composer.${key}'],
  [['blur', 'hide', 'warn'], 'filters.${action}', 'filters.${value}', 'filters.${value}_hint'],
  [['1800', '3600', '21600', '43200', '86400', '604800'], 'filters.for_${seconds}'],
  [null, 'filters.in_${context}', 'filters.in_${value}', 'lists.replies_${value}'],
  [null, 'home.good_${part}', 'home.today_${part}', 'home.yesterday_${part}', 'home.day_${part}'],
  [kinds, 'told.kind_${nameOf(one)}', 'told.empty_${nameOf(path)}'],
  [['status', 'reblog', 'favourite', 'follow', 'follow_request', 'poll'], 'told.${type}'],
  [senders, 'policy.${name}', 'policy.${name}_hint'],
  [['accept', 'filter', 'drop'], 'policy.${fate}'],
  [['asked', 'refused', 'unknown'], 'oauth.app_${key}', 'oauth.app_${key}_title'],
  [['profile', 'read', 'write', 'follow', 'push', 'admin_read', 'admin_write'], "oauth.may_${parent.replace(':', '_')}"],
  [['may_read', 'may_write', 'may_admin_read', 'may_admin_write'].map((key) => `oauth.${key}`), '${key}_parts'],
  [null, 'oauth.part_${part}', 'oauth.fault_${read.fault}', 'scheduled.failed_${row.reason}'],
  [['let_in', 'refused'], 'asked.${said}', 'flash.${said}'],
  [[...deeds, ...deeds.map((deed) => `un${deed}`), ...['note', ...ofPerson].map((deed) => `person_${deed}`)], 'flash.${flash}'],
  [['tag_followed', 'tag_unfollowed', 'tag_featured', 'tag_unfeatured'], 'flash.${o.flash}'],
  [['you', 'one', 'two', 'you_one'], "post.boosted_${who}${count > 0 ? '_others' : ''}"],
  [['bookmarks', 'favourites'], '${kind}.title', '${kind}.lead', '${kind}.empty', '${kind}.empty_title', '${kind}.end'],
  [['boosts', 'favourites'], 'post.${kind}_title', 'post.${kind}_of', 'post.${kind}_none', 'post.${kind}_none_title'],
  [[...lines, ...Object.keys(postKeys).map((key) => `post_${key}`), ...Object.keys(keyPlaces).map((key) => `go_${key}`)], 'keys.${label}'],
  [['light', 'dark', 'auto', 'small', 'usual', 'large', 'largest'], 'look.${value}'],
  [tables, 'data.${name}'],
  [['all'], "search.kind_${kind || 'all'}"],
  [['active', 'new'], 'people.order_${one}'],
  [['followers', 'following'], 'profile.no_${side}', 'profile.no_${side}_title'],
  [[...ofPerson, 'lists'], "person.${path.replaceAll('-', '_')}"],
  [['0', '1', '8', '24', '72', '168', '720'], 'person.mute_${seconds / hour}'],
  [alerts, 'push.on_${value}'],
  [shelves, 'emoji.${key}'],
  [null, "push.${notification.type.replace('.', '_')}"],
]
const texts = built.flatMap(([parts, ...all]) => all.map((text) => ({ parts, text })))

/** Whether a key may come out of one of the texts. */
function isBuilt(key: string): boolean {
  return texts.some(({ parts, text }) => {
    const [start = '', end = '', ...more] = text.replace(/\$\{.*?\}(?=[^}']*(?:\$|$))/g, '\0').split('\0')
    const tail = more.length > 0 ? '(?:_others)?' : ''
    const part = new RegExp(`^${start.replaceAll('.', '\\.')}(.+)${end.replaceAll('.', '\\.')}${tail}$`).exec(key)?.[1]
    return part !== undefined && (parts ? parts.includes(part.replace(/_others$/, '')) : quoted.has(part) || quoted.has(part.toUpperCase()))
  })
}

/** Every key that stands whole in quotes; not what names a query, a job, an event or a secret, which look alike. */
function saidIn(text: string): string[] {
  const bare = text.replace(/(?:statement<[^;]*?>\(|defineEvent\(|(?<!\w)(?:page|list)\(|action: )\s*'[\w.]+'/g, '')
  return [...bare.matchAll(/(?<=['"])[a-z]+\.[a-z0-9_]+(?=['"])/g)].map(([key]) => key)
}

/** Keys that a template or a `say` asks for. */
const asked = (text: string) =>
  [...text.matchAll(/(?:\bt |\bsay\(|\bflash: |\b(?:label|hint|title|empty_title|text|lead|end|key)[:=] ?)'([a-z]+\.[a-z0-9_]+)'/g)].map(
    ([, key]) => key!,
  )

const unused = (keys: readonly string[]) => {
  const said = new Set([...code.values(), ...templates.values()].flatMap(saidIn))
  return keys.filter((key) => !said.has(key) && !isBuilt(key))
}
const unknown = (text: string) => asked(text).filter((key) => areas.has(key.split('.')[0]!) && !known.includes(key))
/** Keys that are put together in the code and stand in no list above. */
const unlisted = (text: string) =>
  [...text.matchAll(/`([a-z]+\.[a-z_]*\$\{[^`]*)`/g)]
    .map(([, said]) => said!)
    .filter((said) => areas.has(said.split('.')[0]!) && !texts.some((one) => one.text === said))

/** Words that stand in a template itself: between tags, or in an attribute that is read out. */
function literal(template: string): string[] {
  const bare = template.replace(/\{\{!--[\s\S]*?--\}\}|\{\{\{?[\s\S]*?\}?\}\}/g, '')
  const attributes = [...bare.matchAll(/\b(?:title|alt|placeholder|label|aria-(?:label|description|valuetext))="([^"]*)"/g)].map(
    ([, said]) => said!,
  )
  return [...attributes, ...bare.replace(/<[^>]*>/g, '\n').split('\n')].map((said) => said.trim()).filter((said) => /\p{L}/u.test(said))
}

test('every sentence is used', () => assert.deepEqual(unused(known), []))

test('every sentence that code or a template asks for exists', () => {
  for (const [file, text] of [...code, ...templates]) assert.deepEqual(unknown(text), [], file)
})

test('every key that is put together is listed, and every listed one still stands in the code', () => {
  for (const [file, text] of code) assert.deepEqual(unlisted(text), [], file)
  for (const { text } of texts) assert.ok(allCode.includes(`\`${text}\``), text)
})

test('no template holds words of its own', () => {
  for (const [file, text] of templates) assert.deepEqual(literal(text), [], file)
})

/** Refusals that programs read, and those of the command line: they stay English. */
const forPrograms =
  /^(?:announcement_|hold_|invalid_|socket_|stream_|too_many_streams|unauthorized_client|unsupported_|bad_expand_accounts|emoji_type|forwarded_twice|misdirected|not_found$)/
/** Codes of refusals that no language has a sentence for. */
const unsaid = (text: string) =>
  [...text.matchAll(/(?:\bnew Refusal|\bunprocessable|\bbadRequest|\bunauthorized|\bforbidden|\bconflict|\bunavailable)\(\s*'(\w+)'/g)]
    .map(([, said]) => said!)
    .filter((said) => !known.includes(`errors.${said}`) && !forPrograms.test(said))

test('every refusal that a person may read has a sentence', () => {
  for (const [file, text] of code) assert.deepEqual(unsaid(text), [], file)
})

test('the checks find what they look for', () => {
  const strays = ['home.stray', 'errors.stray', 'composer.stray', 'post.boosted_three', 'home.today_noon']
  assert.deepEqual(unused([...strays, 'home.title', 'errors.not_found', 'post.boosted_you_one_others', 'faults.err_blank']), strays)
  assert.deepEqual(unknown("{{t 'home.stray'}} c.say('post.stray') {{t 'home.title'}} { label: 'lists.stray' }"), [
    'home.stray',
    'post.stray',
    'lists.stray',
  ])
  assert.deepEqual(unlisted('say(`home.${x}`) `home.good_${part}` `database.${key}`'), ['home.${x}'])
  assert.deepEqual(unsaid("unprocessable('stray', 'No')"), ['stray'])
  assert.deepEqual(literal(`<p class="x">{{t 'a.b'}} · Hello</p><img alt="A dog"><a title="{{t 'a.b'}}">{{#if x}}42{{/if}}</a>`), [
    'A dog',
    '· Hello',
  ])
})
