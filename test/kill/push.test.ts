import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { newViewer, post } from '../features/statuses/world.ts'
import { authority } from '../features/webpush/push-service.ts'
import { newPhone, pushScene } from '../features/webpush/scene.ts'
import { startProcess } from './server.ts'

/** Waits until something is so, long beyond the 20 s after which the job of a dead worker is taken over. */
async function until(what: string, so: () => boolean | Promise<boolean>, said: () => string): Promise<void> {
  for (let spent = 0; !(await so()); spent += 50) {
    assert.ok(spent < 240_000, `${what} did not happen:\n${said()}`)
    await sleep(50)
  }
}

test('a worker that is killed while a push is under way leaves it to the next one, under the same topic', async (t) => {
  const { site, service, data, databaseUrl, clock, ...scene } = await pushScene()
  t.after(() => scene.close())
  // The workers have the machine's clock, and what waits for them is planned by it.
  clock.advance(Date.now() - clock.now() - 1000)
  const [me, bob] = [await newViewer(site, 'me'), await newViewer(site, 'bob')]
  const phone = await newPhone(site, service, me)
  await post(site, bob, `@${me.username} hello`)
  writeFileSync(join(data, 'ca.pem'), readFileSync(authority))
  const env = {
    NODE_EXTRA_CA_CERTS: join(data, 'ca.pem'),
    ATRIUM_URL: site.config.url,
    ATRIUM_DATA: data,
    DATABASE_URL: databaseUrl,
    ATRIUM_FETCH__LOOPBACK: service.place,
    ATRIUM_FETCH__PUSH: service.place,
  }
  service.answer = () => undefined
  const first = startProcess('worker', env)
  t.after(() => first.kill())
  await until('the first push', () => service.pushed.length === 1, first.said)
  await first.kill()
  service.answer = undefined
  const second = startProcess('worker', env)
  t.after(() => second.kill())
  await until('the second push', () => service.pushed.length === 2, second.said)
  await until(
    'the end of the jobs',
    async () => !(await site.jobs.counts()).some((job) => job.name.startsWith('webpush.deliver')),
    second.said,
  )
  const [one, two] = service.pushed
  assert.equal(one!.headers['topic'], two!.headers['topic'])
  assert.equal(phone.device.read(two!).notification_id, phone.device.read(one!).notification_id)
  await second.kill()
})
