import type { Account } from './accounts.schema.ts'

type Named = Pick<Account, 'id' | 'username' | 'domain'>

/** `name` here, `name@host` elsewhere: what follows the @ in a mention. */
export const accountAcct = (a: Named) => (a.domain === null ? a.username : `${a.username}@${a.domain}`)

/** Address of the profile page. `url` is the site's own, without a slash. */
export const accountUrl = (url: string, a: Named) => `${url}/@${accountAcct(a)}`

/** The actor's id for ever (DESIGN 12.1): it names the number and not the handle, which an admin may change. */
export const accountUri = (url: string, a: Pick<Account, 'id'>) => `${url}/ap/users/${a.id}`

/** The face of who has none of their own; absolute, since apps load it as it stands. */
export const faceUrl = (url: string) => `${url}/assets/face.png`

/** The picture over the profile of who has none of their own. */
export const coverUrl = (url: string) => `${url}/assets/cover.png`
