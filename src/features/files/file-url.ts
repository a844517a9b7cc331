import type { Config } from '#platform/config/config.ts'

/** The path of a file on our own origin: what our own pages use, so that nothing leaves it. */
export const filePath = (capability: string, ...name: readonly string[]): string =>
  ['/media', capability, ...name.map((step) => encodeURIComponent(step))].join('/')

/** Address of a file: whoever knows it sees the file, so `capability` is 32 random hex digits and listed nowhere (SEC:M13). */
export const fileUrl = (config: Pick<Config, 'url' | 'media'>, capability: string, ...name: readonly string[]): string =>
  (config.media.url ?? config.url) + filePath(capability, ...name)
