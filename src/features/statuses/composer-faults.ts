import { Refusal } from '#base/errors.ts'
import { type Faults, noFaults } from './composer.html.ts'

/** Says a locale key. */
type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string

/**
 * What a refused post is told, in the writer's language and at the field; undefined for an error that is no fault of the words (it is then
 * thrown on). `limit` in characters.
 */
export function composerFaults(error: unknown, say: Say, limit: number): Faults | undefined {
  if (!(error instanceof Refusal) || error.status !== 422) return undefined
  const { fields, extra, params } = error.options
  const [fault] = fields?.['text'] ?? []
  if (fault?.error === 'ERR_BLANK') return { ...noFaults, text: say('composer.fault_blank') }
  if (fault?.error === 'ERR_TOO_LONG') return { ...noFaults, text: say('composer.fault_too_long', { limit }) }
  if (error.code === 'unexpected_accounts') return { ...noFaults, text: say('composer.fault_unexpected', { names: namesIn(extra) }) }
  if (error.code === 'too_many_names' || error.code === 'too_many_hashtags')
    return { ...noFaults, text: say(`errors.${error.code}`, params) }
  return { ...noFaults, all: error.message }
}

function namesIn(extra: Record<string, unknown> | undefined): string {
  const accounts = (extra?.['unexpected_accounts'] ?? []) as { acct: string }[]
  return accounts.map((account) => `@${account.acct}`).join(', ')
}
