import { existsSync, statfsSync } from 'node:fs'
import type { Config } from '#platform/config/config.ts'
import { openDataFolder } from '../data-folder.ts'
import { type Finding, finding } from './finding.ts'

/** Below it Node has known holes in its certificate checks (SEC:O5). It is a reason to look and never one not to start. */
const nodeFloor = [24, 22, 1] as const
const MiB = 1024 * 1024

/** Whether the running Node is new enough. */
export function checkNode(version: string): Finding {
  const parts = version.replace(/^v/, '').split('.').map(Number)
  const at = nodeFloor.findIndex((least, i) => parts[i] !== least)
  const old = at >= 0 && (parts[at] ?? 0) < nodeFloor[at]!
  return old
    ? finding('node', 'amber', `Node ${version} runs; ${nodeFloor.join('.')} or newer mends known faults`)
    : finding('node', 'green', `Node ${version}`)
}

/** Whether the folders can be written and have room (below 512 MiB writing ends). */
export function checkFolders(config: Config): Finding[] {
  if (!existsSync(config.data)) return [finding('folder', 'amber', `${config.data} will be made at the first start`)]
  openDataFolder(config.data, config.database.url.startsWith('sqlite:'))
  const places = new Set([config.data, config.storage.path].filter((path) => existsSync(path)))
  return [
    finding('folder', 'green', `${config.data} can be written`),
    ...[...places].map((path) => {
      const { bavail, blocks, bsize } = statfsSync(path)
      const [free, share] = [(bavail * bsize) / MiB, bavail / blocks]
      const state = free < 512 || share < 0.02 ? 'red' : share < 0.2 ? 'amber' : 'green'
      return finding('disk', state, `${path}: ${Math.round(free)} MiB free (${Math.round(share * 100)} %)`)
    }),
  ]
}
