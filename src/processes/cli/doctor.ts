import { systemClock } from '#base/clock.ts'
import { prepare } from '../prepare.ts'
import { checkFolders, checkNode } from './check-machine.ts'
import { type Finding, finding, found, type State } from './finding.ts'
import { refuseWords, type VerbCall } from './verb-call.ts'

const marks: Record<State, string> = { green: 'ok  ', amber: 'look', red: 'BAD ' }

/** `atrium doctor`: 0 when nothing is red, otherwise 3. Changes nothing. A sound configuration is the first finding; without it nothing else can be asked. */
export async function doctorVerb(call: VerbCall): Promise<number> {
  if (refuseWords(call, ['--json'])) return 2
  const config = prepare(call.argv, call.env)
  // Only now: they import schemas.
  const [{ checkDatabase }, { checkProviders }] = await Promise.all([import('./check-database.ts'), import('./check-providers.ts')])
  const findings: Finding[] = [
    checkNode(process.version),
    finding('configuration', 'green', `Atrium answers at ${config.url}`),
    ...(await found('folder', () => checkFolders(config))),
    ...(await found('database', () => checkDatabase(config, systemClock))),
    ...(await checkProviders(config, systemClock)),
  ]
  if (call.words.includes('--json')) console.log(JSON.stringify(findings, null, 2))
  else for (const { check, state, text } of findings) console.log(`${marks[state]}  ${check.padEnd(14)} ${text}`)
  return findings.some(({ state }) => state === 'red') ? 3 : 0
}
