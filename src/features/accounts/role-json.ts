import type { Role } from '#base/viewer.ts'

/** Mastodon's permission flags that a role of ours can hold: bit numbers of its UserRole. */
const flags = {
  viewAuditLog: 2,
  viewDashboard: 3,
  manageReports: 4,
  manageFederation: 5,
  manageSettings: 6,
  manageTaxonomies: 8,
  manageUsers: 10,
  manageRules: 12,
  manageAnnouncements: 13,
  manageCustomEmojis: 14,
  manageWebhooks: 15,
  manageRoles: 17,
  manageUserAccess: 18,
  deleteUserData: 19,
} as const
type Flag = keyof typeof flags

const sum = (names: readonly Flag[]) => names.reduce((mask, name) => mask | (1 << flags[name]), 0)
const moderator: Flag[] = ['viewAuditLog', 'viewDashboard', 'manageReports', 'manageTaxonomies', 'manageUsers']

/** Small numbers on the wire: -99 is Mastodon's "everyone", 1 Moderator, 2 Admin; 3, its Owner, is given to nobody. */
const roles: Record<Role, { id: string; name: string; permissions: number; highlighted: boolean }> = {
  user: { id: '-99', name: '', permissions: 0, highlighted: false },
  moderator: { id: '1', name: 'Moderator', permissions: sum(moderator), highlighted: false },
  admin: { id: '2', name: 'Admin', permissions: sum(Object.keys(flags) as Flag[]), highlighted: false },
}

/** Mastodon's Role. `permissions` is a decimal string below 2^31: Android reads it into an int at sign-in. */
export function roleJson(role: Role) {
  const { id, name, permissions, highlighted } = roles[role]
  return { id, name, permissions: String(permissions), color: '', highlighted, collection_limit: 0 }
}
