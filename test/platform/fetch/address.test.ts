import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kindOfAddress } from '#platform/fetch/address.ts'
import { FetchFault } from '#platform/fetch/fetch.ts'
import { openFetch } from '#platform/fetch/open-fetch.ts'
import { ground } from './ground.ts'

/** Host part of an address, and what it is; sixty spellings of places that no request may reach. */
const refused = [
  // IPv4 in the spellings that the WHATWG URL parser understands
  '127.0.0.1',
  '127.1',
  '127.0.1',
  '0x7f.1',
  '0x7f000001',
  '2130706433',
  '017700000001',
  '0177.0.0.1',
  '127.255.255.254',
  '%31%32%37.0.0.1',
  '127。0。0。1',
  '0',
  '0.0.0.0',
  '0.1.2.3',
  '0x0',
  '169.254.169.254',
  '0xa9fea9fe',
  '2852039166',
  '169.254.0.1',
  '192.0.0.1',
  '192.0.0.171',
  '192.0.2.1',
  '192.88.99.1',
  '198.18.0.1',
  '198.19.255.255',
  '198.51.100.7',
  '203.0.113.9',
  '224.0.0.1',
  '239.255.255.250',
  '240.0.0.1',
  '255.255.255.255',
  // IPv6: unspecified, loopback, mapped, compatible
  '[::]',
  '[0:0:0:0:0:0:0:0]',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::ffff:169.254.169.254]',
  '[::ffff:0.0.0.0]',
  '[::127.0.0.1]',
  '[::7f00:1]',
  '[::169.254.169.254]',
  '[::10.0.0.1]',
  '[::ffff:0:127.0.0.1]',
  '[::ffff:0:10.0.0.1]',
  // translated and tunnelled
  '[64:ff9b::7f00:1]',
  '[64:ff9b::127.0.0.1]',
  '[64:ff9b::a9fe:a9fe]',
  '[64:ff9b:1::a00:1]',
  '[2002:7f00:1::]',
  '[2002:a00:1::1]',
  '[2001:0:7f00:1::]',
  '[2001::1]',
  // link-local, site-local, multicast, documentation, discard and other special blocks
  '[fe80::1]',
  '[febf::1]',
  '[fec0::1]',
  '[ff02::1]',
  '[ff0e::1]',
  '[2001:db8::1]',
  '[3fff::1]',
  '[100::1]',
  '[2001:2::1]',
  '[2001:10::1]',
  '[5f00::1]',
]

test('no spelling of a special address or of this machine can be reached', async () => {
  // SEC:N3 SEC:N4 SEC:N5 SEC:N6
  assert.ok(refused.length >= 60, String(refused.length))
  const fetch = openFetch(ground(), { lists: { webhook: () => refused.map((host) => `${host}:9000`) } })
  for (const host of refused) {
    const error: unknown = await fetch('webhook', `https://${host}:9000/`).then(
      () => 'reached',
      (e: unknown) => e,
    )
    assert.ok(error instanceof FetchFault && error.reason === 'address', `${host}: ${String(error)}`)
  }
  await fetch.close()
})

test('public and private addresses are left to the lists of hosts', () => {
  // SEC:N3
  for (const address of [
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '8.8.8.8',
    'fd00::2',
    '2606:4700::1111',
    '::ffff:10.0.0.1',
    '64:ff9b::808:808',
  ])
    assert.equal(kindOfAddress(address), 'reachable', address)
  assert.equal(kindOfAddress('::ffff:127.0.0.1'), 'loopback')
  assert.equal(kindOfAddress('peer.test'), 'special')
})
