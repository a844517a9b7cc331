import type { Role } from '#base/viewer.ts'
import type { OidcConfig } from '#platform/config/config.ts'
import type { Groups } from './claims.ts'

type Rules = Pick<OidcConfig, 'adminGroups' | 'moderatorGroups' | 'allowedGroups'>

const shares = (mine: readonly string[], listed: readonly string[]) => listed.some((group) => mine.includes(group))

/**
 * May somebody with these groups come in? Names are compared letter for letter. Too many groups to list keep those in who were in
 * (`known`); everything else that is unknown is a no (SEC:B24).
 */
export function mayEnter(rules: Rules, groups: Groups, known: boolean): boolean {
  if (!rules.allowedGroups.length) return true
  if (groups.known) return shares(groups.known, rules.allowedGroups)
  return known && groups.why === 'overage'
}

/** The role that the groups give, up and down; undefined when no rule speaks or the groups are unknown, and the old role stays. */
export function roleOf(rules: Rules, groups: Groups): Role | undefined {
  if (!groups.known || !(rules.adminGroups.length || rules.moderatorGroups.length)) return undefined
  if (shares(groups.known, rules.adminGroups)) return 'admin'
  return shares(groups.known, rules.moderatorGroups) ? 'moderator' : 'user'
}
