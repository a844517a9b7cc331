import type { Logger } from 'pino'

export type Log = Logger

/** One JSON line per entry, to standard output unless told otherwise; tokens, cookies and passwords are masked (SEC:B12). */
export declare function openLog(o: { level: string; name?: string; to?: { write(line: string): void } }): Log

/** A log whose entries carry the request's id. */
export declare function withRequest(log: Log, id: string): Log
