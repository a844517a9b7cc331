interface Case {
  name: string
  rps?: number
  p99?: number
  errors?: number | string
  error?: string
}

/** What api-load.mjs writes with `--out`; times in ms. */
export interface LoadReport {
  cases: Case[]
  post: (Case & { conc: number; requests: number; server_cpu_ms_per_req?: number; drain_ms: number | null })[]
}

const round = (n: number) => Math.round(n).toLocaleString('en')

/** One line for each answer other than 2xx that the load met. */
export const faultsOf = ({ cases, post }: LoadReport): string[] =>
  [...cases, ...post].filter((one) => one.error !== undefined || one.errors !== 0).map((one) => `${one.name}: ${one.error ?? one.errors}`)

/** Requests per second of one case, with its p99 when asked for. */
export function rateOf({ cases }: LoadReport, name: string, withP99 = false): string {
  const found = cases.find((one) => one.name === name)
  if (found?.rps === undefined) return 'failed'
  return withP99 ? `${round(found.rps)}, ${found.p99!.toFixed(1)} ms` : round(found.rps)
}

/** Posts per second until the last of them stood in the reader's home, and the p99 of an answer. */
export function postsOf({ post }: LoadReport): { rate: string; cpu: string } {
  const most = post.find((one) => one.conc === 16)
  if (most?.rps === undefined || most.drain_ms === null) return { rate: 'failed', cpu: 'failed' }
  const seconds = most.requests / most.rps + most.drain_ms / 1000
  return {
    rate: `${round(most.requests / seconds)}, ${most.p99!.toFixed(1)} ms`,
    cpu: `${most.server_cpu_ms_per_req?.toFixed(2) ?? '?'} ms`,
  }
}
