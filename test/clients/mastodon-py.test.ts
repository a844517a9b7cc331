// Mastodon.py as Debian has it: forms, slashes at the end, streams of server-sent events.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { answerIn } from '../api/oauth-browser.ts'
import { photo } from '../pictures.ts'
import { openCompany } from './company.ts'
import { colleague } from './day.ts'
import { runPython } from './python.ts'
import { allow } from './sign-in.ts'

const whole = [
  'signs in',
  'reads and answers',
  'posts a picture',
  'pages',
  'votes',
  'schedules',
  'keeps lists, filters and markers',
  'asks for push',
  'listens',
  'signs out',
]

interface Line {
  ask?: 'code' | 'poll' | 'talk' | 'letter'
  url?: string
  done?: string
}

test('Mastodon.py lives a day', async (t) => {
  const company = await openCompany()
  t.after(() => company.close())
  const bob = await colleague(company, 'bob')
  const write = async (fields: object) => (await bob.api.post('/api/v1/statuses', { body: fields })).json
  const { id } = await write({ status: 'Coffee is ready #coffee' })
  const poll = await write({ status: 'Where?', poll: { options: ['Here', 'There'], expires_in: 3600 } })
  const picture = join(dirname(company.ca), 'IMG_0815.jpg')
  writeFileSync(picture, await photo())

  const answers = {
    code: async ({ url }: Line) => {
      const { pathname, search } = new URL(url!)
      return answerIn(await allow(company.url, pathname + search, 'dora')).get('code')!
    },
    poll: async () => poll.poll.id as string,
    letter: async () => (await write({ status: '@dora between us', visibility: 'direct' })).id as string,
    talk: async () => (await write({ status: '@dora hello?' })).id as string,
  }
  const python = runPython(company, '/usr/bin/python3', ['test/clients/python/day.py', bob.id, id, picture])
  const did: string[] = []
  for await (const line of python.lines) {
    const said = JSON.parse(line) as Line
    if (said.done !== undefined) did.push(said.done)
    if (said.ask) python.say(await answers[said.ask](said))
  }
  const { code, text } = await python.ended
  assert.deepEqual(did, whole, text)
  assert.equal(code, 0, text)
})
