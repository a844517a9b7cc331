import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

const own = JSON.parse(readFileSync('package.json', 'utf8')) as {
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, { version?: string; resolved?: string; integrity?: string }>
}

// SEC:B20
test('packages are named exactly, come with checksums and run no script at installation', () => {
  const named = { ...own.dependencies, ...own.devDependencies }
  assert.deepEqual(
    Object.entries(named).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version)),
    [],
  )
  assert.ok(Object.keys(own.dependencies).length <= 60)
  assert.deepEqual(
    Object.entries(lock.packages)
      .filter(([path, { integrity }]) => path !== '' && !integrity)
      .map(([path]) => path),
    [],
  )
  assert.deepEqual(
    Object.entries(lock.packages)
      .filter(([, { resolved }]) => resolved !== undefined)
      .map(([path]) => path),
    [],
  )
  assert.match(readFileSync('.npmrc', 'utf8'), /^ignore-scripts=true$/m)
})

// SEC:B20
test('packages with known holes are above the release that mended them', () => {
  const floors = { koa: '3.1.2', handlebars: '4.7.10', sharp: '0.35.3', 'sanitize-html': '2.17.4' }
  const parts = (version: string) => version.split('.').map(Number)
  for (const [name, floor] of Object.entries(floors)) {
    const [have, want] = [parts(lock.packages[`node_modules/${name}`]!.version!), parts(floor)]
    const at = have.findIndex((part, i) => part !== want[i])
    assert.ok(at < 0 || have[at]! > want[at]!, `${name} ${have.join('.')} is below ${floor}`)
  }
})
