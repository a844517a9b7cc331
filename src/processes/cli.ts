import { splitFlags } from '#platform/config/flags.ts'
import type { VerbCall } from './cli/verb-call.ts'
import type { Environment } from './prepare.ts'

interface Verb {
  name: string
  about: string
  load(): Promise<(call: VerbCall) => Promise<number>>
}

const verbs: readonly Verb[] = [
  { name: 'migrate', about: 'bring the database up to this release', load: async () => (await import('./cli/migrate.ts')).migrateVerb },
  {
    name: 'doctor',
    about: 'look for what is wrong or soon will be (--json)',
    load: async () => (await import('./cli/doctor.ts')).doctorVerb,
  },
  {
    name: 'config check',
    about: 'read the configuration and name every fault',
    load: async () => (await import('./cli/config.ts')).configCheck,
  },
  {
    name: 'config show',
    about: 'print the configuration as it counts, secrets masked',
    load: async () => (await import('./cli/config.ts')).configShow,
  },
  {
    name: 'clock accept',
    about: 'say that the clock is right after a very long rest or a restore',
    load: async () => (await import('./cli/clock.ts')).clockAccept,
  },
  {
    name: 'hold create',
    about: 'keep sealed copies of what is retired (SUBJECT --reason TEXT)',
    load: async () => (await import('./cli/hold.ts')).holdCreate,
  },
  { name: 'hold release', about: 'end a hold and destroy its copies (ID)', load: async () => (await import('./cli/hold.ts')).holdRelease },
  {
    name: 'announce',
    about: 'tell everybody something as the company account ("TEXT", --list, --change ID, --withdraw ID)',
    load: async () => (await import('./cli/announce.ts')).announceVerb,
  },
  {
    name: 'emoji import',
    about: 'make emoji of pictures (FILE or FOLDER..., --category NAME, --replace)',
    load: async () => (await import('./cli/emoji.ts')).emojiImport,
  },
  {
    name: 'reports',
    about: 'list what people have reported, the newest first',
    load: async () => (await import('./cli/reports.ts')).reportsVerb,
  },
  { name: 'emoji remove', about: 'remove an emoji (SHORTCODE)', load: async () => (await import('./cli/emoji.ts')).emojiRemove },
  {
    name: 'push status',
    about: 'which push services the phones use, and whether they take what is sent',
    load: async () => (await import('./cli/push.ts')).pushStatusVerb,
  },
]

const help = `Usage: atrium VERB [FLAG...]

Verbs
${verbs.map(({ name, about }) => `  ${name.padEnd(14)}${about}`).join('\n')}

Flags
  --config FILE  the configuration (otherwise ATRIUM_CONFIG, /etc/atrium/atrium.toml, ./atrium.toml)
  --url, --data, --host, --port, --log-level
                 say one setting for this run
  --help         this page

Exit codes: 0 done, 1 failed, 2 not understood, 3 not healthy.
`

/** What is wrong with words that name no verb. */
function notFound([first, second]: readonly string[]): string {
  if (first === undefined) return 'a verb is missing'
  const more = verbs.flatMap(({ name }) => (name.startsWith(`${first} `) ? [name.slice(first.length + 1)] : []))
  if (more.length === 0) return `there is no verb "${first}"`
  return `"${first}" needs ${more.join(' or ')} after it${second === undefined ? '' : `, not "${second}"`}`
}

/** Runs one verb of `atrium` and answers its exit code. */
export async function runCli(argv: readonly string[], env: Environment): Promise<number> {
  const { own, rest } = splitFlags(argv)
  const words = rest.filter((word) => word !== '--help' && word !== '-h')
  if (words.length < rest.length || words[0] === 'help') {
    process.stdout.write(help)
    return 0
  }
  const verb = verbs.find(({ name }) => name === words.slice(0, name.split(' ').length).join(' '))
  if (!verb) {
    console.error(`atrium: ${notFound(words)} (atrium --help)`)
    return 2
  }
  const run = await verb.load()
  return await run({ words: words.slice(verb.name.split(' ').length), argv: own, env })
}
