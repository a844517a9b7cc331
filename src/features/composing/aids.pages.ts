import { allEmojis } from '#features/emojis/emojis.queries.ts'
import { ownLooseMedia } from '#features/media/own-media.ts'
import { uploadMedia } from '#features/media/upload-media.ts'
import { form, go, page, pageArea, stream, view } from '#http/page.ts'
import { EmojiQuery, KeptQuery, PictureForm, SuggestQuery } from './composer.input.ts'
import { emojiShelves, foundShelf } from './emoji-sheet.html.ts'
import { findEmoji } from './find-emoji.ts'
import { keptView, keptViews } from './kept-pictures.html.ts'
import { suggest } from './suggest.ts'

const mostFound = 80

/** What the composer asks for while somebody writes; without JavaScript nobody asks. Each is a page of its own all the same. */
export const composerAids = pageArea('composer-aids', [
  // A picture on its own, while the rest is being written; without JavaScript the composer's form carries it.
  form('/media', { body: PictureForm, limit: 'uploads' }, async (c) => {
    const { file, place } = c.body
    const picture = keptView(await uploadMedia(c.site, c.viewer, { file, alt: null, focus: null }), { alt: '', nth: place })
    if (!c.wantsStream) return go('/publish')
    return stream([{ action: 'append', target: 'kept-pictures', partial: 'kept-picture', data: picture }])
  }),

  // Pictures of a draft that a reload has taken from the page.
  page('/compose/kept', { query: KeptQuery }, async (c) => {
    const media = await ownLooseMedia(c.site, c.viewer, c.query.id)
    const typed = c.query.id.map((id) => ({ id, alt: media.find((file) => file.id === id)?.alt ?? '' }))
    return view('kept', c.say('composer.pictures'), { pictures: keptViews(media, typed) })
  }),

  page('/compose/suggestions', { query: SuggestQuery, limit: 'search' }, async (c) => {
    const { key, q: text } = c.query
    return view('suggestions', c.say('composer.suggestions'), { suggestions: await suggest(c.site, c.viewer, { key, text }) })
  }),

  page('/compose/emoji', { query: EmojiQuery }, async (c) => {
    const all = await allEmojis(c.site.store.read)
    const { locale } = c.viewer
    const { q } = c.query
    const shelves = q === '' ? emojiShelves(all, locale) : foundShelf(findEmoji(all, locale, q, mostFound))
    return view('emoji', c.say('composer.emoji'), { shelves })
  }),
])
