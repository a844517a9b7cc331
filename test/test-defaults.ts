/** A Tuesday morning: when every test begins, unless it says otherwise. */
export const testStart = Date.UTC(2026, 10, 24, 8, 0, 0)

/** What every test site is configured with, shaped like atrium.toml. */
export const testDefaults = (data: string, databaseUrl: string): Record<string, unknown> => ({
  url: 'http://localhost:3000',
  data,
  listen: { host: '127.0.0.1', port: 0 },
  database: { url: databaseUrl },
  log: { level: 'fatal' },
})
