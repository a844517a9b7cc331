const minute = 60_000
const hour = 60 * minute

/** How long a session lives (SEC:B3): 12 h without use, 7 days at the most; `touch`: the grain in which use is noted. All in ms. */
export const sessionLife = { idle: 12 * hour, absolute: 7 * 24 * hour, touch: 10 * minute }

/** Name of the session cookie, without the prefix that http adds. */
export const sessionCookie = 'session'
