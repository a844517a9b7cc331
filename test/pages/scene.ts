import type { Viewer } from '#base/viewer.ts'
import { follow } from '#features/relationships/follow.ts'
import { createStatus } from '#features/statuses/create.ts'
import type { NewStatus } from '#features/statuses/new-status.ts'
import type { Site } from '#platform/site.ts'
import { makePerson } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'

/** Posts as a verb does. */
export const write = async (site: Site, by: Viewer, text: string, o: Partial<NewStatus> = {}): Promise<number> =>
  await createStatus(site, by, {
    text,
    warning: '',
    sensitive: false,
    language: null,
    audience: { kind: 'everyone', listed: true },
    replyToId: null,
    localOnly: false,
    labelId: null,
    ...o,
  })

export interface Scene {
  web: TestWeb
  /** Follows ben. */
  ada: Viewer
  ben: Viewer
  cleo: Viewer
}

/** A listening server with three people of its own. */
export async function openScene(): Promise<Scene> {
  const web = await startTestWeb()
  const [ada, ben, cleo] = [await makePerson(web.site, 'ada'), await makePerson(web.site, 'ben'), await makePerson(web.site, 'cleo')]
  await follow(web.site, ada, ben.accountId)
  return { web, ada, ben, cleo }
}
