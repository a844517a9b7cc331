import Handlebars from 'handlebars'
import { iso } from '#base/clock.ts'
import type { Assets } from '../assets.ts'
import type { Words } from '#platform/words/words.ts'
import type { Frame } from './frame.ts'
import { timeText, type TimeForm } from './times.ts'

const { SafeString, escapeExpression } = Handlebars

interface Options {
  hash: Record<string, unknown>
  data: Frame
}

/** Addresses that a template may link to: our own paths and fragments, and the schemes that a browser only opens (`javascript:` is none). */
export function safeHref(address: unknown): string {
  if (typeof address !== 'string') throw new Error('href needs an address')
  return /^(?:\/(?![/\\])|#|https?:\/\/|mailto:)/i.test(address) && !/[\s\\]/.test(address) ? address : '#'
}

/** Somebody with an address of our own and a name in HTML. */
interface Named {
  path: string
  name_html: string
}

/** Pieces of HTML, and how many others there are, as the language strings them together. */
function strung(words: Words, locale: string, items: readonly string[], others: number) {
  const rest = others > 0 ? [escapeExpression(words.say(locale, 'frame.others', { count: others }))] : []
  const pieces = new Intl.ListFormat(locale, { type: 'conjunction' }).formatToParts([...items, ...rest])
  return new SafeString(pieces.map(({ type, value }) => (type === 'element' ? value : escapeExpression(value))).join(''))
}

/** Handlebars helpers: what templates know beside `if`, `unless`, `each` and `with`. */
export function tagsFor(words: Words, assets: Assets) {
  return {
    /** `{{t 'post.answers' count=n}}`: words and values are escaped, SafeStrings of other helpers pass. Throws on a missing key or value. */
    t(key: unknown, { hash, data }: Options) {
      if (typeof key !== 'string') throw new Error('t needs a key')
      const pieces = words.pieces(data.locale, key, hash['count'])
      let html = ''
      for (let i = 0; i < pieces.length; i++) {
        const piece = pieces[i]!
        if (i % 2 === 0) html += escapeExpression(piece)
        else if (hash[piece] instanceof SafeString) html += String(hash[piece])
        else html += escapeExpression(words.value(data.locale, key, piece, hash[piece]))
      }
      return new SafeString(html)
    },

    /** `{{time at}}`, `{{time at 'long'}}`: Unix ms in the viewer's zone and language. */
    time(at: unknown, ...rest: unknown[]) {
      const { data } = rest.at(-1) as Options
      if (typeof at !== 'number') throw new Error('time needs Unix milliseconds')
      const form = rest.length > 1 ? (rest[0] as TimeForm) : 'short'
      const title = form === 'short' ? ` title="${escapeExpression(timeText(at, 'long', data))}"` : ''
      return new SafeString(`<time datetime="${iso(at)}"${title}>${escapeExpression(timeText(at, form, data))}</time>`)
    },

    /** `{{number count}}`: as the language writes it. */
    number(value: unknown, { data }: Options) {
      if (typeof value !== 'number') throw new Error('number needs a number')
      return words.number(data.locale, value)
    },

    href: (address: unknown) => safeHref(address),
    asset: (name: unknown) => assets.href(String(name)),

    /**
     * `{{t key names=(names people others)}}`: links to people, and how many others there are, as the language strings them together. `people`
     * have `path` and `name_html`, which is escaped already.
     */
    names(people: readonly Named[], others: number, { data }: Options) {
      const link = (one: Named) => `<a class="who" href="${escapeExpression(safeHref(one.path))}"><bdi>${one.name_html}</bdi></a>`
      return strung(words, data.locale, people.map(link), others)
    },

    /** `{{t key name=(named name_html)}}`: a name in a sentence; its HTML is escaped already. */
    named(html: unknown) {
      if (typeof html !== 'string') throw new Error('named needs the HTML of a name')
      return new SafeString(`<bdi>${html}</bdi>`)
    },

    /** The same without links. */
    names_plain: (people: readonly Named[], others: number, { data }: Options) =>
      strung(
        words,
        data.locale,
        people.map((one) => `<bdi>${one.name_html}</bdi>`),
        others,
      ),

    /** `{{icon 'home' class='flip'}}`: a symbol of the sprite. */
    icon(name: unknown, { hash }: Options) {
      if (typeof name !== 'string' || !/^[a-z][a-z0-9-]*$/.test(name)) throw new Error('icon needs a name')
      const extra = typeof hash['class'] === 'string' ? ` ${escapeExpression(hash['class'])}` : ''
      return new SafeString(`<svg class="i${extra}" aria-hidden="true"><use href="${assets.href('icons.svg')}#i-${name}"/></svg>`)
    },

    /** ` aria-current="page"` on the link that leads to this very page. */
    current: (path: unknown, { data }: Options) => (path === data.path ? new SafeString(' aria-current="page"') : ''),

    eq: (a: unknown, b: unknown) => a === b,
  }
}
