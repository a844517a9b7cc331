import { eq } from '#db/drizzle.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { addToList } from '#features/lists/add-to-list.ts'
import { createList } from '#features/lists/create-list.ts'
import { media } from '#features/media/media.schema.ts'
import { follow } from '#features/relationships/follow.ts'
import { newViewer, post } from '../features/statuses/world.ts'
import { makeToken } from '../people.ts'
import type { TestWeb } from '../web.ts'

/** Somebody who listens, whom they follow and have on a list, and somebody of a partner's server. */
export async function gatherListeners(web: TestWeb) {
  const { site } = web
  const [reader, author, erin] = [await newViewer(site, 'reader'), await newViewer(site, 'author'), await newViewer(site, 'erin')]
  await follow(site, reader, author.accountId)
  const { id: listId } = await createList(site, reader, { title: 'Author', repliesPolicy: 'list', exclusive: false })
  await addToList(site, reader, listId, [author.accountId])
  // There are no partners yet, so the account is made another server's by hand.
  await site.store.tx(async (db) => await db.update(accounts).set({ domain: 'partner.example' }).where(eq(accounts.id, erin.accountId)))
  return {
    reader,
    author,
    erin,
    list: String(listId),
    authorToken: await makeToken(site, author),
    /** The scope that each row asks for, and not more. */
    token: await makeToken(site, reader, ['read:statuses']),
    toldToken: await makeToken(site, reader, ['read:notifications']),
    bothToken: await makeToken(site, reader, ['read:statuses', 'read:notifications']),
  }
}

/** A loose picture of somebody, put in by hand, to be posted. */
export async function picture(web: TestWeb, accountId: number): Promise<number> {
  const { site } = web
  return await site.store.tx(async (db) => {
    const id = site.ids.next()
    const key = String(id).padStart(32, '0')
    const file = {
      kind: 'image',
      capability: key,
      name: 'a.png',
      storageKey: key,
      sha256: key.repeat(2),
      size: 1,
      mime: 'image/png',
    } as const
    const now = site.clock.now()
    await db.insert(media).values({ id, accountId, ...file, width: 1, height: 1, looseSince: now, createdAt: now })
    return id
  })
}

/** A post for everyone, with a picture and a tag. */
export const postWithAll = async (web: TestWeb, by: Parameters<typeof post>[1], text: string): Promise<string> =>
  String(await post(web.site, by, `${text} #Café`, { mediaIds: [await picture(web, by.accountId)] }))
