import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { type ConfigSources, readConfig } from '#platform/config/config.ts'
import { ConfigFault } from '#platform/config/fault.ts'

/** Of this process, gone with its tests. */
export const folder = mkdtempSync(join(tmpdir(), 'atrium-config-'))
after(() => rmSync(folder, { recursive: true }))

/** Writes a file that only we can read, unless told otherwise. Answers its path. */
export const put = (name: string, text: string, mode = 0o600) => {
  const path = join(folder, name)
  writeFileSync(path, text)
  chmodSync(path, mode)
  return path
}
/** Writes the configuration file. */
export const toml = (text: string) => put('atrium.toml', text)
/** What is wrong with a configuration, line by line. */
export const faults = (sources: ConfigSources): readonly string[] => {
  try {
    readConfig(sources)
    return []
  } catch (e) {
    assert.ok(e instanceof ConfigFault, String(e))
    return e.faults
  }
}
