/** Ms for which a notification is worth being sent: the time to live that Mastodon names to push services. */
export const pushLife = 48 * 3_600_000

/** Ms of nothing but failures after which a device is given up; its app subscribes anew when it is opened. */
export const patience = 14 * 86_400_000
