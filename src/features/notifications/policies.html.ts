import { fates, type NotificationPolicy } from './notifications.schema.ts'

/** The classes of senders in the order of the page: the name of the field, and of the column. */
const classes = {
  not_following: 'notFollowing',
  not_followers: 'notFollowers',
  new_accounts: 'newAccounts',
  private_mentions: 'privateMentions',
  bots: 'bots',
  limited_accounts: 'limitedAccounts',
} as const satisfies Record<string, keyof NotificationPolicy>

/** The policy as a form: a choice of three for each class. Labels and hints are locale keys. */
export const policyView = (policy: NotificationPolicy) =>
  Object.entries(classes).map(([name, column]) => ({
    name,
    label: `policy.${name}`,
    hint: `policy.${name}_hint`,
    fates: fates.map((fate) => ({ value: fate, label: `policy.${fate}`, chosen: policy[column] === fate })),
  }))
