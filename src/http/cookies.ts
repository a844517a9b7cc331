import type { SetCookie } from './page.ts'

/** Cookies are bound to this host by their name on https; a browser refuses the prefix on plain http. */
export const cookieName = (name: string, https: boolean): string => (https ? `__Host-${name}` : name)

/** The value of one cookie of a Cookie header. Undefined when it is absent or was sent twice: then one of them is not ours (SEC:C4). */
export function readCookie(header: string | undefined, name: string, https: boolean): string | undefined {
  if (!header) return undefined
  const start = `${cookieName(name, https)}=`
  const found = header
    .split(';')
    .map((one) => one.trim())
    .filter((one) => one.startsWith(start))
  return found.length === 1 ? found[0]!.slice(start.length) : undefined
}

/** One Set-Cookie value: for this host only, out of reach of scripts and of other sites' forms (SEC:C2). Throws on a value that is no cookie's. */
export function writeCookie(cookie: SetCookie, https: boolean): string {
  if (!/^[\w.-]+$/.test(cookie.name) || !/^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*$/.test(cookie.value)) {
    throw new Error(`the cookie "${cookie.name}" cannot be written`)
  }
  const life = cookie.maxAge === undefined ? '' : `; Max-Age=${cookie.maxAge}`
  return `${cookieName(cookie.name, https)}=${cookie.value}; Path=/; HttpOnly; SameSite=Lax${https ? '; Secure' : ''}${life}`
}
