// `npm run check`: everything that reads the code without running it.
import { spawnSync } from 'node:child_process'

const checks: [string, string[]][] = [
  ['tsc', ['--noEmit']],
  ['tsc', ['--noEmit', '-p', 'src/client']],
  ['oxlint', ['--type-aware', '--deny-warnings', 'src', 'test']],
  ['oxfmt', ['--check', 'src', 'test']],
  ['knip', ['--no-progress']],
]

let failed = 0
for (const [program, args] of checks) {
  const began = performance.now()
  const { status } = spawnSync(program, args, { stdio: 'inherit' })
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${program} ${args.join(' ')} (${Math.round(performance.now() - began)} ms)`)
  if (status !== 0) failed++
}
process.exitCode = failed ? 1 : 0
