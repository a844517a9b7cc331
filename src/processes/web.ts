import type { Site } from '#platform/site.ts'

/** A listening web process. */
export interface Web {
  /** Where it listens, with the real port. */
  url: string
  /** Finishes running requests, closes sockets and stops; resolves when nothing is left open. */
  close(): Promise<void>
}

/**
 * Serves the API, the pages and the sockets of `site`. `port` overrides `listen.port`; 0 takes a free one. Throws one clear
 * line when the port is taken.
 */
export declare function startWeb(site: Site, o?: { port?: number }): Promise<Web>
