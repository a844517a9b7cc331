import { archivesOf } from '#features/archives/archives.queries.ts'
import { requestArchive } from '#features/archives/request-archive.ts'
import { listConversations } from '#features/conversations/list-conversations.ts'
import { mediaOf } from '#features/media/media.queries.ts'
import { requestsIn } from '#features/notifications/requests.queries.ts'
import { registerApp } from '#features/oauth/register-app.ts'
import { drainJobs } from '#platform/jobs/drain-jobs.ts'
import { jobs } from '#processes/jobs.ts'
import { startTestWeb, type TestWeb } from '../../web.ts'
import { makeBelongings, makeTidings } from './belongings.ts'
import { type Folk, makeFolk } from './people.ts'
import { makePosts, type Posts } from './posts.ts'

/** The house that is walked through, and what in it has an address. */
export interface World extends Folk, Posts {
  web: TestWeb
  list: number
  filter: number
  scheduled: number
  conversation: number
  /** Notifications of somebody whom the employee's policy holds back. */
  request: number
  archive: number
  announcement: number
  /** Of an app that asks to be let in. */
  clientId: string
  file: { capability: string; name: string }
}

/** Makes it all through the verbs, on a server that listens. */
export async function openWorld(): Promise<World> {
  const provider = { id: 'company', name: 'Brunnhof', issuer: 'https://idp.example', client_id: 'atrium' }
  const web = await startTestWeb({ config: { signin: { oidc: [provider] } } })
  const { site } = web
  const folk = await makeFolk(web)
  const { employee } = folk
  const work = async () => void (await drainJobs(site, jobs))
  const own = await makeBelongings(web, folk)
  const posts = await makePosts(web, folk)
  // What follows comes from strangers to those who have been told by then.
  await work()
  const announcement = await makeTidings(web, folk)
  await requestArchive(site, employee)
  web.clock.advance(400_000)
  await work()

  const db = site.store.read
  const [conversation] = await listConversations(site, employee, { limit: 1 })
  const [archive] = await archivesOf(db, employee.accountId)
  const [file] = await mediaOf(db, [posts.pictures])
  const all = { above: 0, below: Number.MAX_SAFE_INTEGER, up: false, limit: 1 }
  const [request] = await requestsIn(db, { accountId: employee.accountId, now: site.clock.now() }, all)
  const scopes = ['read', 'write', 'follow', 'push']
  const { clientId } = await registerApp(site, { name: 'Phone', website: null, redirectUris: ['app://back'], scopes }, '127.0.0.1')
  const { capability, name } = file!
  const found = { announcement, conversation: conversation!.id, archive: archive!.id, request: request!.id, file: { capability, name } }
  return { ...folk, ...posts, ...own, ...found, web, clientId }
}
