import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listPushDevices } from '#features/webpush/list-push-devices.ts'
import { pushDeliveries } from '#features/webpush/webpush.schema.ts'
import { pushStatus } from '#features/webpush/push-status.ts'
import { newViewer, post } from '../statuses/world.ts'
import { newPhone, pushScene, settle } from './scene.ts'

// SEC:B23 SEC:N1
test('a host that is not listed is never asked, and its device is shown as out of reach', async (t) => {
  const { site, service, ...scene } = await pushScene({ push: () => [] })
  t.after(() => scene.close())
  const [me, bob] = [await newViewer(site, 'me'), await newViewer(site, 'bob')]
  await newPhone(site, service, me)
  await newPhone(site, service, me, { endpoint: 'https://fcm.googleapis.com/fcm/send/x' })
  await post(site, bob, `@${me.username} hello`)
  await settle(site)
  assert.equal(service.pushed.length, 0)
  assert.deepEqual(await site.store.read.select().from(pushDeliveries), [])
  assert.deepEqual(
    (await listPushDevices(site, me)).map(({ state }) => state),
    [
      { kind: 'barred', host: 'fcm.googleapis.com' },
      { kind: 'barred', host: service.place },
    ],
  )
  assert.deepEqual(await listPushDevices(site, bob), [])
  assert.deepEqual(
    (await pushStatus(site)).map(({ host, count }) => [host, count.barred]),
    [
      [service.place, 1],
      ['fcm.googleapis.com', 1],
    ].toSorted((a, b) => String(a[0]).localeCompare(String(b[0]))),
  )
})

// SEC:N4 SEC:N9
test('a listed name that leads to this machine, or to where nobody may be led, is not dialled', async (t) => {
  const { site, service, ...scene } = await pushScene({
    push: (place) => [`localhost:${place.split(':')[1]}`, '169.254.169.254', '[::1]:5432'],
  })
  t.after(() => scene.close())
  const [me, bob] = [await newViewer(site, 'me'), await newViewer(site, 'bob')]
  for (const host of [`localhost:${service.place.split(':')[1]}`, '169.254.169.254', '[::1]:5432'])
    await newPhone(site, service, me, { endpoint: `https://${host}/x` })
  await post(site, bob, `@${me.username} hello`)
  await settle(site)
  assert.equal(service.pushed.length, 0)
  assert.deepEqual(
    (await listPushDevices(site, me)).map(({ state }) => state.kind),
    ['barred', 'barred', 'barred'],
  )
})
