import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { atriumVersion, instanceVersion } from '#features/instance/version.ts'

test('the version is the one of package.json', () => {
  assert.equal(atriumVersion, (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version)
})

test('apps read a version that begins with three numbers below ten and names no other software', () => {
  assert.match(instanceVersion, /^4\.\d\.\d \(compatible; Atrium \d+\.\d+\.\d+\)$/)
  assert.doesNotMatch(instanceVersion, /pixelfed|pleroma|akkoma|\+glitch/i)
})
