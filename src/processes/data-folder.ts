import { existsSync, mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { randomHex } from '#base/ids.ts'
import { ConfigFault } from '#platform/config/fault.ts'

/** Kinds of file system (statfs) on which SQLite's locks do not hold: NFS, SMB, CIFS and SMB2. */
const network = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42])

/** Folder by folder: where a parent refuses with ENOENT, as /proc does, `recursive` of Node 24 never ends. */
function makeFolder(path: string): void {
  if (existsSync(path)) return
  makeFolder(dirname(path))
  try {
    mkdirSync(path, { mode: 0o750 })
  } catch (e) {
    // Another process was faster.
    if ((e as NodeJS.ErrnoException).code !== 'EEXIST') throw e
  }
}

/** Makes the data folder when it is absent and tries whether it can be written. Throws ConfigFault with one clear line. */
export function openDataFolder(path: string, sqlite: boolean): void {
  const probe = join(path, `.probe-${randomHex(8)}`)
  try {
    makeFolder(path)
    writeFileSync(probe, '')
    rmSync(probe)
  } catch (e) {
    throw new ConfigFault([`the data folder ${path} cannot be written: ${(e as NodeJS.ErrnoException).code ?? (e as Error).message}`])
  }
  if (sqlite && network.has(statfsSync(path).type))
    throw new ConfigFault([
      `the data folder ${path} lies on a network file system, where SQLite loses data; use a local disk or PostgreSQL`,
    ])
}
