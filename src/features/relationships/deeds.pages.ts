import { notFound } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import { personView, profilePath } from '#features/accounts/accounts.html.ts'
import { AccountPath } from '#features/accounts/accounts.input.ts'
import { loadAccounts } from '#features/accounts/accounts.json.ts'
import { form, go, page, pageArea, type PageCall, view } from '#http/page.ts'
import type { LimitName } from '#http/row.ts'
import type { Site } from '#platform/site.ts'
import { authorizeRequest } from './authorize-request.ts'
import { block } from './block.ts'
import { endorse } from './endorse.ts'
import { follow } from './follow.ts'
import { keepNote } from './keep-note.ts'
import { mute } from './mute.ts'
import { rejectRequest } from './reject-request.ts'
import { MuteBody, NoteBody } from './relationships.input.ts'
import { removeFollower } from './remove-follower.ts'
import { unblock } from './unblock.ts'
import { unendorse } from './unendorse.ts'
import { unmute } from './unmute.ts'

/** The person of a page; 404 for nobody and for a suspended account. */
async function personOf({ site, params }: Pick<PageCall, 'site'> & { params: { id: number } }) {
  const who = (await loadAccounts(site.store.read, [params.id])).get(params.id)
  if (!who || who.account.suspendedAt !== null) throw notFound('account')
  return personView(who)
}

/** Back to the profile. A suspended one has none any more, so what was done to it leads home. */
async function toProfile({ site }: Pick<PageCall, 'site'>, id: number, flash: string, focus: string) {
  const who = (await loadAccounts(site.store.read, [id])).get(id)
  const gone = !who || who.account.suspendedAt !== null
  return go(gone ? '/home' : profilePath(who.account), { flash: `flash.${flash}`, focus: gone ? 'main' : focus })
}

/** Something done about a person by one press; `focus`: where the reader is put down again. */
const deed = (
  name: string,
  verb: (site: Site, viewer: Viewer, id: number) => Promise<void>,
  o: { focus?: string; limit?: LimitName } = {},
) =>
  form(`/people/:id/${name}`, { params: AccountPath, ...(o.limit ? { limit: o.limit } : {}) }, async (c) => {
    await verb(c.site, c.viewer, c.params.id)
    return await toProfile(c, c.params.id, `person_${name.replaceAll('-', '_')}`, o.focus ?? 'person-more')
  })

const hour = 3600
/** How long somebody may be muted, in seconds; 0 = for ever. */
const durations = [0, hour, 8 * hour, 24 * hour, 3 * 24 * hour, 7 * 24 * hour, 30 * 24 * hour]

export const deedsPages = pageArea('deeds', [
  page('/people/:id/mute', { params: AccountPath }, async (c) => {
    const person = await personOf(c)
    const choices = durations.map((seconds) => ({ seconds, label: `person.mute_${seconds / hour}` }))
    return view('people/mute', c.say('person.mute_title', { name: person.name }), { person, choices })
  }),
  form('/people/:id/mute', { params: AccountPath, body: MuteBody }, async (c) => {
    const { hideNotifications, seconds } = c.body
    const until = seconds === 0 ? {} : { until: c.site.clock.now() + seconds * 1000 }
    await mute(c.site, c.viewer, c.params.id, { hideNotifications, ...until })
    return await toProfile(c, c.params.id, 'person_mute', 'person-more')
  }),
  deed('unmute', unmute),

  page('/people/:id/block', { params: AccountPath }, async (c) => {
    const { id, name, path } = await personOf(c)
    const asked = { lead: 'person.block_lead', name, action: `/people/${id}/block`, yes: 'person.block_yes', back: path }
    return view('question', c.say('person.block_title', { name }), asked)
  }),
  deed('block', block),
  deed('unblock', unblock),

  deed('remove-follower', removeFollower),
  deed('endorse', endorse),
  deed('unendorse', unendorse),
  deed('notify', async (site, viewer, id) => await follow(site, viewer, id, { notify: true }), { focus: 'bell', limit: 'follows' }),
  deed('unnotify', async (site, viewer, id) => await follow(site, viewer, id, { notify: false }), { focus: 'bell', limit: 'follows' }),
  deed('hide-boosts', async (site, viewer, id) => await follow(site, viewer, id, { reblogs: false }), { limit: 'follows' }),
  deed('show-boosts', async (site, viewer, id) => await follow(site, viewer, id, { reblogs: true }), { limit: 'follows' }),
  deed('let-in', authorizeRequest, { focus: 'main' }),
  deed('refuse', rejectRequest, { focus: 'main' }),

  form('/people/:id/note', { params: AccountPath, body: NoteBody }, async (c) => {
    await keepNote(c.site, c.viewer, c.params.id, c.body.comment ?? '')
    return await toProfile(c, c.params.id, 'person_note', 'person-note')
  }),
])
