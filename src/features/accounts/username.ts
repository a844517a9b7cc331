import type { FieldFault } from '#base/errors.ts'

/** Longest username, as in Mastodon. */
export const usernameMax = 30

/** Names that stand for the house, a role, an address or a protocol word; nobody may carry one or its look-alike. */
const reserved = [
  'abuse',
  'account',
  'accounts',
  'actor',
  'admin',
  'administrator',
  'all',
  'announcement',
  'announcements',
  'anonymous',
  'api',
  'assets',
  'atrium',
  'auth',
  'autoconfig',
  'autodiscover',
  'billing',
  'board',
  'bot',
  'ceo',
  'channel',
  'compliance',
  'deleted',
  'everybody',
  'everyone',
  'federation',
  'ftp',
  'group',
  'groups',
  'guest',
  'help',
  'helpdesk',
  'here',
  'home',
  'hostmaster',
  'hr',
  'imap',
  'info',
  'instance',
  'instance_actor',
  'internal',
  'it',
  'legal',
  'live',
  'localhost',
  'login',
  'logout',
  'mail',
  'mailer_daemon',
  'mastodon',
  'me',
  'media',
  'mod',
  'moderator',
  'moderators',
  'mods',
  'news',
  'nobody',
  'noreply',
  'no_reply',
  'notifications',
  'null',
  'oauth',
  'official',
  'operator',
  'owner',
  'pop',
  'postmaster',
  'press',
  'privacy',
  'public',
  'register',
  'root',
  'sales',
  'search',
  'security',
  'server',
  'service',
  'settings',
  'share',
  'signin',
  'signup',
  'smtp',
  'ssl',
  'ssladmin',
  'staff',
  'status',
  'statuses',
  'streaming',
  'superuser',
  'support',
  'sys',
  'sysadmin',
  'system',
  'tags',
  'team',
  'test',
  'undefined',
  'unknown',
  'user',
  'users',
  'usenet',
  'uucp',
  'webmaster',
  'www',
] as const

const lookAlikes: Record<string, string> = { '0': 'o', '2': 'z', '3': 'e', '4': 'a', '5': 's', '6': 'g', '7': 't', '8': 'b', '9': 'g' }

/** A name as the eye reads it: lower case, digits as the letters they resemble, no underscores. A 1 is read as i and as l: two readings. */
export function readings(name: string): string[] {
  const seen = name
    .toLowerCase()
    .replace(/_/g, '')
    .replace(/[02-9]/g, (digit) => lookAlikes[digit] ?? digit)
  return seen.includes('1') ? [seen.replaceAll('1', 'i'), seen.replaceAll('1', 'l')] : [seen]
}

const taken = new Set(reserved.flatMap(readings))

/** True for the house's own names and everything that looks like one (`4dm1n`); `company` is the company account's name. */
export const isReservedName = (name: string, company: string) => {
  const own = readings(company)
  return readings(name).some((seen) => taken.has(seen) || own.includes(seen))
}

/** What is wrong with a local username: a-z, 0-9 and _, 1 to 30 characters, not reserved; undefined when nothing is. */
export function usernameFault(name: string, company: string): FieldFault | undefined {
  if (name === '') return { error: 'ERR_BLANK', description: "Username can't be blank" }
  if (name.length > usernameMax)
    return { error: 'ERR_TOO_LONG', description: `Username is too long (maximum is ${usernameMax} characters)` }
  if (!/^[a-z0-9_]+$/.test(name))
    return { error: 'ERR_INVALID', description: 'Username must contain only letters, numbers and underscores' }
  if (isReservedName(name, company)) return { error: 'ERR_RESERVED', description: 'Username is reserved' }
  return undefined
}

/** `base_2`, `base_3` ... cut so that it stays within the limit. */
export const withNumber = (base: string, n: number) => {
  const tail = `_${n}`
  return base.slice(0, usernameMax - tail.length).replace(/_+$/, '') + tail
}
