import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { randomHex, randomToken } from '#base/ids.ts'
import { ConfigFault } from '../config/fault.ts'
import { modeFault } from '../config/secret-files.ts'

const form = /^atrium-master-key-1:([\w-]{43})\s*$/

/**
 * The 32 bytes of the master key. `make`: when the file is absent it is made, mode 0600, complete before it has its name, and by one
 * process only. Throws ConfigFault in clear words.
 */
export function masterKey(path: string, make: boolean): Buffer {
  const text = read(path) ?? (make ? made(path) : undefined)
  if (text === undefined) throw new ConfigFault([`the master key ${path} is missing; restore it from the backup of the secrets`])
  const fault = make ? modeFault(path) : undefined
  if (fault) throw new ConfigFault([fault])
  const found = form.exec(text)?.[1]
  if (!found) throw new ConfigFault([`${path} holds no master key; restore it from the backup of the secrets`])
  return Buffer.from(found, 'base64url')
}

function made(path: string): string | undefined {
  const draft = `${path}.${randomHex(8)}`
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o750 })
    const file = openSync(draft, 'wx', 0o600)
    writeSync(file, `atrium-master-key-1:${randomToken(32)}\n`)
    fsyncSync(file)
    closeSync(file)
    linkSync(draft, path)
    syncFolder(dirname(path))
  } catch (e) {
    // Another process was first, and its key counts.
    if ((e as NodeJS.ErrnoException).code !== 'EEXIST') throw new ConfigFault([`the master key cannot be written: ${(e as Error).message}`])
  } finally {
    rmSync(draft, { force: true })
  }
  return read(path)
}

function syncFolder(path: string) {
  const folder = openSync(path, 'r')
  fsyncSync(folder)
  closeSync(folder)
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (e) {
    if ((e as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new ConfigFault([`the master key cannot be read: ${(e as Error).message}`])
  }
}
