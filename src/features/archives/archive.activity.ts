import { iso } from '#base/clock.ts'
import type { AccountParts } from '#features/accounts/accounts.json.ts'
import { accountAcct, accountUri, accountUrl } from '#features/accounts/addresses.ts'
import { renderNote } from '#features/accounts/render-note.ts'
import type { Media } from '#features/media/media.schema.ts'
import { statusUri, statusUrl, tagUrl } from '#features/statuses/addresses.ts'
import type { StatusParts } from '#features/statuses/statuses.json.ts'
import type { Site } from '#platform/site.ts'

const context = 'https://www.w3.org/ns/activitystreams'
const everyone = 'https://www.w3.org/ns/activitystreams#Public'

/** Where a picture of a post lies in the archive. */
export const mediaPath = ({ id, name }: Pick<Media, 'id' | 'name'>) => `media_attachments/${id}/${name}`

/** Where a picture of the profile lies in the archive. */
export const picturePath = (slot: 'avatar' | 'header', { mime }: { mime: string }) => `${slot}.${mime === 'image/webp' ? 'webp' : 'jpg'}`

/** Whom a post is for, as ActivityPub says it. */
function audienceOf(url: string, { status, account, mentions }: StatusParts): { to: string[]; cc: string[] } {
  const followers = `${accountUri(url, account.account)}/followers`
  const named = mentions.map((one) => accountUri(url, one.account))
  if (status.audience === 'everyone')
    return status.listed ? { to: [everyone], cc: [followers, ...named] } : { to: [followers], cc: [everyone, ...named] }
  if (status.audience === 'named') return { to: named, cc: [] }
  return { to: [followers], cc: named }
}

const document = (file: Media) => ({
  type: 'Document',
  mediaType: file.mime,
  url: mediaPath(file),
  name: file.alt,
  ...(file.width === null ? {} : { width: file.width, height: file.height }),
})

function note(url: string, parts: StatusParts) {
  const { status, content, account, mentions, tags, media, poll } = parts
  const choices = poll && poll.poll.options.map((name) => ({ type: 'Note', name }))
  return {
    id: statusUri(url, status),
    type: poll ? 'Question' : 'Note',
    url: statusUrl(url, account.account, status),
    attributedTo: accountUri(url, account.account),
    published: iso(status.createdAt),
    ...(status.editedAt === null ? {} : { updated: iso(status.editedAt) }),
    ...audienceOf(url, parts),
    summary: status.warning === '' ? null : status.warning,
    sensitive: status.sensitive,
    inReplyTo:
      status.replyToId === null || status.replyToAccountId === null
        ? null
        : `${accountUri(url, { id: status.replyToAccountId })}/statuses/${status.replyToId}`,
    content,
    ...(status.language === null ? {} : { contentMap: { [status.language]: content } }),
    source: { content: status.text, mediaType: 'text/plain' },
    ...(poll && choices ? { [poll.poll.multiple ? 'anyOf' : 'oneOf']: choices } : {}),
    attachment: media.map(document),
    tag: [
      ...mentions.map((one) => ({ type: 'Mention', href: accountUri(url, one.account), name: `@${accountAcct(one.account)}` })),
      ...tags.map(({ name }) => ({ type: 'Hashtag', href: tagUrl(url, name), name: `#${name}` })),
    ],
  }
}

/** A post as the activity that made it, in ActivityStreams; of what was boosted only the address. */
export function activityOf({ config: { url } }: Pick<Site, 'config'>, parts: StatusParts): object {
  const { status, account, boosted } = parts
  const whole = { actor: accountUri(url, account.account), published: iso(status.createdAt), ...audienceOf(url, parts) }
  if (boosted) return { id: statusUri(url, status), type: 'Announce', ...whole, object: statusUri(url, boosted.status) }
  return { id: `${statusUri(url, status)}/activity`, type: 'Create', ...whole, object: note(url, parts) }
}

/** The own profile. */
export function actorOf({ config: { url } }: Pick<Site, 'config'>, { account }: AccountParts): object {
  const picture = (slot: 'avatar' | 'header') => {
    const file = account[`${slot}File`]
    return file && { type: 'Image', mediaType: file.mime, url: picturePath(slot, file), summary: account[`${slot}Description`] }
  }
  return {
    '@context': context,
    id: accountUri(url, account),
    type: account.bot ? 'Service' : 'Person',
    url: accountUrl(url, account),
    preferredUsername: account.username,
    name: account.displayName,
    summary: renderNote(url, account, account.note),
    source: { content: account.note, mediaType: 'text/plain' },
    attachment: account.fields.map(({ name, value }) => ({ type: 'PropertyValue', name, value })),
    manuallyApprovesFollowers: account.locked,
    discoverable: account.discoverable,
    indexable: account.indexable,
    published: iso(account.createdAt),
    icon: picture('avatar'),
    image: picture('header'),
    outbox: 'outbox.json',
    likes: 'likes.json',
    bookmarks: 'bookmarks.json',
  }
}

/** A collection as text, in pieces: however many items it has, only a step of them is held. */
export async function* collectionText(id: string, steps: AsyncIterable<readonly (object | string)[]>): AsyncGenerator<string> {
  yield `${JSON.stringify({ '@context': context, id, type: 'OrderedCollection' }).slice(0, -1)},"orderedItems":[`
  let count = 0
  for await (const items of steps) {
    const text = items.map((item) => JSON.stringify(item)).join(',\n')
    if (text !== '') yield count > 0 ? `,\n${text}` : text
    count += items.length
  }
  yield `],"totalItems":${count}}`
}
