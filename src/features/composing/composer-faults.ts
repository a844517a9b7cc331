import { type FieldFault, Refusal } from '#base/errors.ts'
import { momentFault } from '#features/scheduled/moment-fault.ts'
import { descriptionLimit, pollLimits } from '#features/instance/limits.ts'

/** Says a locale key. */
type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string

/** What is wrong, said at the field; already translated. */
export interface Faults {
  text: string
  poll: string
  /** About the pictures together. */
  pictures: string
  /** About the moment at which it shall be published. */
  later: string
  /** About the post as a whole. */
  all: string
}

export const noFaults: Faults = { text: '', poll: '', pictures: '', later: '', all: '' }

const pollFaults: Readonly<Record<string, string>> = {
  ERR_TOO_FEW: 'composer.fault_poll_few',
  ERR_TOO_MANY: 'composer.fault_poll_many',
  ERR_TOO_LONG: 'composer.fault_poll_long',
  ERR_DUPLICATE: 'composer.fault_poll_twice',
  ERR_TOO_SOON: 'composer.fault_poll_soon',
  ERR_TOO_FAR: 'composer.fault_poll_far',
  ERR_BLANK: 'composer.fault_poll_soon',
}

function pollFault({ error, description }: FieldFault, say: Say): string {
  const key = pollFaults[error]
  return key ? say(key, { most: error === 'ERR_TOO_LONG' ? pollLimits.max_characters_per_option : pollLimits.max_options }) : description
}

/**
 * What a refused post is told, in the writer's language and at the field; undefined for an error that is no fault of the words (it is then
 * thrown on). `limit` in characters.
 */
export function composerFaults(error: unknown, say: Say, limit: number): Faults | undefined {
  if (!(error instanceof Refusal) || error.status !== 422) return undefined
  const { fields, extra, params } = error.options
  const [fault] = fields?.['text'] ?? []
  const [asked] = fields?.['poll_options'] ?? fields?.['poll_expires_in'] ?? []
  if (fault?.error === 'ERR_BLANK') return { ...noFaults, text: say('composer.fault_blank') }
  if (fault?.error === 'ERR_TOO_LONG') return { ...noFaults, text: say('composer.fault_too_long', { limit }) }
  const later = momentFault(error, say)
  if (later !== undefined) return { ...noFaults, later }
  if (asked) return { ...noFaults, poll: pollFault(asked, say) }
  switch (error.code) {
    case 'unexpected_accounts':
      return { ...noFaults, text: say('composer.fault_unexpected', { names: namesIn(extra) }) }
    case 'too_many_names':
    case 'too_many_hashtags':
      return { ...noFaults, text: say(`errors.${error.code}`, params) }
    case 'poll_pictures':
      return { ...noFaults, poll: say('errors.poll_pictures') }
    case 'media_many':
      return { ...noFaults, pictures: say('composer.fault_media_many', params) }
    case 'media_missing':
      return { ...noFaults, pictures: say('composer.fault_media_missing') }
    default:
      return { ...noFaults, all: error.message }
  }
}

/** Too much was said of a picture. */
export const longDescription = (say: Say): string => say('composer.fault_alt_long', { most: descriptionLimit })

/** Why a picture was not taken. */
export function pictureFault({ code, options, message }: Refusal, say: Say): string {
  if (code === 'too_large') return say('composer.fault_picture_bytes')
  return code.startsWith('picture') ? say(`errors.${code}`, options.params) : message
}

function namesIn(extra: Record<string, unknown> | undefined): string {
  const accounts = (extra?.['unexpected_accounts'] ?? []) as { acct: string }[]
  return accounts.map((account) => `@${account.acct}`).join(', ')
}
