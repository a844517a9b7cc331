import { pino, type Logger } from 'pino'
import { mask } from './mask.ts'

/** Levels, children and an object of facts before the message, as pino has them. */
export type Log = Logger

export interface LogOptions {
  level: string
  /** Which process speaks: web, worker ... */
  role?: string
  /** 2 = standard error; standard output without it. */
  fd?: 1 | 2
  /** In place of both. */
  to?: { write(line: string): unknown }
}

/**
 * One line of JSON per entry, with ISO times. Every line is masked as a whole before it is written, and a line break in a value is
 * written as `\n`, so that nobody can forge an entry (SEC:B12).
 */
export function openLog(o: LogOptions): Log {
  const to = o.to ?? pino.destination({ fd: o.fd ?? 1, sync: true })
  return pino(
    { level: o.level, base: o.role === undefined ? null : { role: o.role }, timestamp: pino.stdTimeFunctions.isoTime },
    { write: (line: string) => void to.write(mask(line)) },
  )
}
