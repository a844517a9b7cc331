import type { Config } from '#platform/config/config.ts'

/** Address of a file: whoever knows it sees the file, so `capability` is 32 random hex digits and listed nowhere (SEC:M13). */
export const fileUrl = (config: Pick<Config, 'url' | 'media'>, capability: string, ...name: readonly string[]): string =>
  [config.media.url ?? config.url, 'media', capability, ...name.map((step) => encodeURIComponent(step))].join('/')
