import { Refusal } from '#base/errors.ts'

/** Says a locale key. */
type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string

const keys: Readonly<Record<string, string>> = {
  scheduled_too_soon: 'scheduled.fault_soon',
  scheduled_too_many: 'scheduled.fault_many',
  scheduled_full_day: 'scheduled.fault_full_day',
}

/** What is wrong with a moment, in the words of a page; undefined for a refusal that is about something else. */
export function momentFault(error: unknown, say: Say): string | undefined {
  if (!(error instanceof Refusal)) return undefined
  const key = keys[error.code]
  return key === undefined ? undefined : say(key, error.options.params)
}
