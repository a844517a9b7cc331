import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** The wire between a browser and its web process, that can be cut. */
export interface Way {
  port: number
  /** Ends everything that is open, and lets nothing new through. */
  cut(): void
  /** What is open dies without a word, as when a cable is pulled, and nothing new gets through. */
  freeze(): void
  /** New connections get through again. What was frozen stays dead. */
  mend(): void
  close(): Promise<void>
}

/** Opens a port on loopback that leads to another. */
export async function openWay(to: number): Promise<Way> {
  const open = new Set<Socket>()
  let shut = false
  const server = createServer((near) => {
    if (shut) return near.destroy()
    const far = connect(to, '127.0.0.1')
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        open.delete(one)
        other.destroy()
      })
      one.pipe(other)
    }
    return undefined
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const end = () => {
    for (const one of open) one.destroy()
  }
  return {
    port: (server.address() as AddressInfo).port,
    cut() {
      shut = true
      end()
    },
    freeze() {
      shut = true
      for (const one of open) one.unpipe().pause()
    },
    mend() {
      shut = false
    },
    async close() {
      end()
      const closed = once(server, 'close')
      server.close()
      await closed
    },
  }
}
