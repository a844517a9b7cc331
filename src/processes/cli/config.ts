import { maskConfig } from '#platform/config/show.ts'
import { prepare } from '../prepare.ts'
import { refuseWords, type VerbCall } from './verb-call.ts'

/** `atrium config check`: faults are thrown and told by the caller, all at once. */
export async function configCheck(call: VerbCall): Promise<number> {
  if (refuseWords(call)) return 2
  const config = prepare(call.argv, call.env)
  console.log(`The configuration is sound. Atrium will answer at ${config.url}.`)
  return 0
}

/** `atrium config show`: what counts after flags, variables, file and defaults, as JSON. */
export async function configShow(call: VerbCall): Promise<number> {
  if (refuseWords(call)) return 2
  console.log(JSON.stringify(maskConfig(prepare(call.argv, call.env)), null, 2))
  return 0
}
