import type { IncomingMessage } from 'node:http'

export const streamType = 'text/vnd.turbo-stream.html; charset=utf-8'

/**
 * Whether the answer may be Turbo stream elements: only to an unsafe request itself, since Turbo asks for them also at the GET that
 * follows a redirect.
 */
export const wantsStream = (req: IncomingMessage): boolean =>
  req.method !== 'GET' && req.method !== 'HEAD' && (req.headers.accept ?? '').includes('text/vnd.turbo-stream.html')

/** Whether a browser only looks ahead, on hover or by a speculation rule: nothing may be used up by it. */
export const isPrefetch = (req: IncomingMessage): boolean =>
  String(req.headers['x-sec-purpose'] ?? req.headers['sec-purpose'] ?? '').includes('prefetch')
