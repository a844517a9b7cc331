import { Upload } from '#base/upload.ts'
import { idInput } from '#features/accounts/accounts.input.ts'
import { typedMomentInput } from '#features/scheduled/scheduled.input.ts'
import { z } from 'zod'
import { inPlaces } from './in-places.ts'
import type { SentPicture, Typed } from './typed.ts'

/** Browsers send CR LF for a line end; apps send LF, and so does everybody read. */
const lines = z
  .string()
  .max(200_000)
  .default('')
  .transform((text) => text.replaceAll('\r\n', '\n'))

/** As the select offers them; anything else is no language. */
const language = z
  .string()
  .default('')
  .transform((tag) => (/^[a-z]{2,3}(-[A-Za-z0-9]{1,8}){0,2}$/.test(tag) ? tag : ''))

/** A box that is not ticked is not sent. */
const tick = z.boolean().default(false)

/** Pictures that are uploaded already, by their ids. */
const kept = z
  .record(z.string().regex(/^\d{1,16}$/), z.object({ alt: lines, place: z.number().exactOptional(), out: tick }))
  .default({})
  .transform((pictures) => {
    const rows = Object.entries(pictures).map(([id, picture]) => ({ ...picture, id: Number(id) }))
    return inPlaces(rows.slice(0, 20)).filter(({ out }) => !out)
  })

const poll = z
  .object({
    options: z.array(z.string().max(10_000)).max(20).default([]),
    lasts: z.number().nullable().default(null),
    several: tick,
    hidden: tick,
  })
  .default({ options: [], lasts: null, several: false, hidden: false })

const file = z.instanceof(Upload).exactOptional()

const changed = z.object({
  text: lines,
  warning: lines,
  language,
  sensitive: tick,
  kept,
  poll,
  file_1: file,
  file_2: file,
  file_3: file,
  file_4: file,
  alt_1: lines,
  alt_2: lines,
  alt_3: lines,
  alt_4: lines,
})

/** What the file fields brought; one without a file and without words is left out. */
const sentOf = (form: z.output<typeof changed>): SentPicture[] =>
  ([1, 2, 3, 4] as const).flatMap((n) => {
    const [sent, alt] = [form[`file_${n}`], form[`alt_${n}`]]
    if (sent) return [{ file: sent, alt }]
    return alt.trim() === '' ? [] : [{ alt }]
  })

const typedOf = ({ text, warning, language: tag, sensitive, kept: pictures, poll: asked }: z.output<typeof changed>) =>
  ({ text, warning, language: tag, sensitive, pictures: pictures.map(({ id, alt }) => ({ id, alt })), poll: asked }) satisfies Omit<
    Typed,
    'audience' | 'later'
  >

/** A change of a post: POST /posts/:id/edit. */
export const EditForm = changed.transform((form) => ({ typed: typedOf(form), sent: sentOf(form) }))

const audience = z.enum(['everyone', 'quiet', 'followers', 'named', 'group'])

/** POST /posts. The audience has no default: a form that lost it must not widen a post. */
export const PostForm = changed
  .extend({
    audience,
    in_reply_to: idInput.exactOptional(),
    /** The post that goes when this one is there. */
    instead_of: idInput.exactOptional(),
    /** The post for later that goes then. */
    instead_of_later: idInput.exactOptional(),
    later: typedMomentInput,
    once: z.string().max(100).default(''),
  })
  .transform((form) => {
    const { once, in_reply_to: replyToId, instead_of: insteadOf, instead_of_later: insteadOfLater, later } = form
    const typed: Typed = { ...typedOf(form), audience: form.audience, later }
    return {
      typed,
      sent: sentOf(form),
      once,
      ...(replyToId === undefined ? {} : { replyToId }),
      ...(insteadOf === undefined ? {} : { insteadOf }),
      ...(insteadOfLater === undefined ? {} : { insteadOfLater }),
    }
  })

/** Which part of the composer is open at the beginning. */
const open = z.enum(['pictures', 'poll', 'warning', 'language', 'later', '']).catch('').default('')

/** GET /publish: what to answer or to write anew, a text to begin with, and for whom it shall be. */
export const PublishQuery = z.object({
  in_reply_to: idInput.exactOptional(),
  redraft: idInput.exactOptional(),
  /** A post for later that is written anew. */
  scheduled: idInput.exactOptional(),
  text: z.string().max(20_000).default(''),
  audience: audience.exclude(['group']).exactOptional(),
  open,
})

/** POST /publish: what was typed in the line on home, to be gone on with in the composer. */
export const GoOnForm = z.object({ text: lines, audience: audience.exclude(['group']).catch('named'), language, open })

/** POST /media: one picture of a post that is being written, and its place among the others. */
export const PictureForm = z.object({ file: z.instanceof(Upload), place: z.number().min(1).max(20).catch(1).default(1) })

/** GET /compose/kept. */
export const KeptQuery = z.object({ id: z.array(idInput).max(20).default([]) })

/** GET /compose/suggestions: what a word begins with, and how it goes on so far. */
export const SuggestQuery = z.object({ key: z.enum(['@', '#', ':']), q: z.string().max(200).default('') })

/** GET /compose/emoji: a part of a name; '' = all of them. */
export const EmojiQuery = z.object({ q: z.string().max(200).default('') })
