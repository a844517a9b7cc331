import type { Site } from '#platform/site.ts'
import { createApp } from './app.ts'
import { Assets } from './assets.ts'
import { Addresses } from './client-ip.ts'
import { headerTable } from './headers.ts'
import { Languages } from './language.ts'
import { Limits } from './limits.ts'
import { listen, type Listening } from './listen.ts'
import { Pages } from './pages.ts'
import type { Doors, Parts, Tables } from './parts.ts'
import { SocketServer } from './socket-server.ts'

export type { Doors, Tables } from './parts.ts'

export interface WebOptions {
  site: Site
  doors: Doors
  tables: Tables
  /** Folder of the templates. */
  views: string
  /** Folder of the bundles. */
  assets: string
  /** 0 takes a free one. */
  port: number
}

/** Puts the application together, once for the life of the process, and listens. Throws where a table is at fault or the port is taken. */
export async function openWeb({ site, doors, tables, views, assets: folder, port }: WebOptions): Promise<Listening> {
  const assets = new Assets(folder)
  const addresses = new Addresses(site.config)
  const parts: Parts = {
    site,
    doors,
    words: site.words,
    languages: new Languages(site.words.locales),
    pages: new Pages(views, site.words, assets),
    assets,
    headers: headerTable(site.config),
    addresses,
    limits: new Limits(site, addresses),
    streams: new Set(),
  }
  const sockets = new SocketServer(parts, tables.sockets)
  const handle = createApp(parts, tables).callback()
  return await listen({
    listen: site.config.listen,
    port,
    handler: (req, res) => void handle(req, res),
    upgrade: (req, socket, head) => sockets.upgrade(req, socket, head),
    leave() {
      sockets.close()
      for (const stream of parts.streams) stream.destroy()
    },
  })
}
