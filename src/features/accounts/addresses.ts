import { filePath, fileUrl } from '#features/files/file-url.ts'
import type { Config } from '#platform/config/config.ts'
import type { Account } from './accounts.schema.ts'

type Named = Pick<Account, 'id' | 'username' | 'domain'>

/** `name` here, `name@host` elsewhere: what follows the @ in a mention. */
export const accountAcct = (a: Pick<Named, 'username' | 'domain'>) => (a.domain === null ? a.username : `${a.username}@${a.domain}`)

/** Address of the profile page. `url` is the site's own, without a slash. */
export const accountUrl = (url: string, a: Pick<Named, 'username' | 'domain'>) => `${url}/@${accountAcct(a)}`

/** The actor's id for ever (docs/adr/0016): it names the number and not the handle, which an admin may change. */
export const accountUri = (url: string, a: Pick<Account, 'id'>) => `${url}/ap/users/${a.id}`

/** The face of who has none of their own; absolute, since apps load it as it stands. */
export const faceUrl = (url: string) => `${url}/assets/face.png`

/** The picture over the profile of who has none of their own. */
export const coverUrl = (url: string) => `${url}/assets/cover.png`

/** Name of a profile's picture in its address. */
export const pictureName = (slot: 'avatar' | 'header', { mime }: { mime: string }) => `${slot}.${mime === 'image/webp' ? 'webp' : 'jpg'}`

type Pictured = Pick<Account, 'avatarCapability' | 'avatarFile' | 'headerCapability' | 'headerFile' | 'suspendedAt'>

/** Address of an account's face: its own, or the house's for one that has none or is suspended. */
export const avatarUrl = (config: Pick<Config, 'url' | 'media'>, a: Pictured) =>
  a.avatarCapability !== null && a.avatarFile && a.suspendedAt === null
    ? fileUrl(config, a.avatarCapability, pictureName('avatar', a.avatarFile))
    : faceUrl(config.url)

/** The path of an account's own face on our own pages, '' for one without. */
export const avatarPath = (a: Pictured): string =>
  a.avatarCapability !== null && a.avatarFile && a.suspendedAt === null
    ? filePath(a.avatarCapability, pictureName('avatar', a.avatarFile))
    : ''

/** The path of the picture over its profile, '' for one without. */
export const headerPath = (a: Pictured): string =>
  a.headerCapability !== null && a.headerFile && a.suspendedAt === null
    ? filePath(a.headerCapability, pictureName('header', a.headerFile))
    : ''

/** The same for the picture over its profile. */
export const headerUrl = (config: Pick<Config, 'url' | 'media'>, a: Pictured) =>
  a.headerCapability !== null && a.headerFile && a.suspendedAt === null
    ? fileUrl(config, a.headerCapability, pictureName('header', a.headerFile))
    : coverUrl(config.url)
