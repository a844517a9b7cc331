import { notFound } from '#base/errors.ts'
import { randomToken } from '#base/ids.ts'
import { listPage, type ListWish, wishedPage } from '#base/list-page.ts'
import { OlderNewer } from '#features/accounts/accounts.input.ts'
import { composerFaults, type Faults, noFaults } from '#features/composing/composer-faults.ts'
import { namesFor } from '#features/composing/composer.html.ts'
import { maxCharacters } from '#features/settings/known-settings.ts'
import { readSetting } from '#features/settings/read-setting.ts'
import { createStatus } from '#features/statuses/create.ts'
import { form, go, page, pageArea, type PageCall, view } from '#http/page.ts'
import { conversationView, lettersView, namesOf } from './conversations.html.ts'
import { AnswerForm, ConversationPath } from './conversations.input.ts'
import { loadConversation, loadConversations } from './conversations.json.ts'
import { deleteConversation } from './delete-conversation.ts'
import { fileLetter } from './file-letter.ts'
import { listConversations } from './list-conversations.ts'
import { listLetters } from './list-letters.ts'
import { markConversation } from './mark-conversation.ts'

const path = '/conversations'
const never = { store: 'never' } as const

type Call = Pick<PageCall, 'site' | 'viewer' | 'say' | 'caller' | 'isPrefetch'> & { params: { id: number } }

/** A conversation with its posts and the form for an answer; whoever opens it has read it. A refused answer comes back with its fault. */
async function conversationPage(c: Call, wish: ListWish, typed?: string, faults: Faults = noFaults) {
  const { site, viewer } = c
  await site.events.catchUp()
  const position = site.events.position()
  const parts = await loadConversation(site, viewer, c.params.id)
  const { conversation, lastStatus } = parts
  const shown = conversationView(parts, viewer.accountId)
  const letters = await listLetters(site, viewer, conversation.id, wishedPage(wish))
  const list = listPage(shown.path, wish, letters.ids)
  if (list.first && wish.min_id !== undefined) return go(shown.path)
  if (conversation.unread && list.first && !c.isPrefetch) await markConversation(site, viewer, conversation.id, false)
  const data = {
    ...shown,
    position,
    letters: lettersView(await letters.load(list.ids)),
    older: list.older,
    newer: list.newer,
    answer: lastStatus && {
      text: typed ?? namesFor(lastStatus, viewer.accountId),
      once: randomToken(16),
      limit: await readSetting(site, maxCharacters),
      faults,
    },
  }
  const title = c.say('conversations.with', { names: namesOf(parts, viewer) })
  return view('conversations/one', title, data, { status: faults === noFaults ? 200 : 422 })
}

/** The viewer's private mentions. Nothing of them stays in a browser that somebody else opens later. */
export const conversationsPages = pageArea('conversations', [
  page(path, { ...never, query: OlderNewer }, async (c) => {
    const rows = await listConversations(c.site, c.viewer, wishedPage(c.query))
    const list = listPage(
      path,
      c.query,
      rows.map((row) => row.lastStatusId),
    )
    if (list.first && c.query.min_id !== undefined) return go(path)
    const parts = await loadConversations(
      c.site,
      c.viewer,
      rows.filter((row) => list.ids.includes(row.lastStatusId)),
    )
    const conversations = parts.map((one) => conversationView(one, c.viewer.accountId))
    return view('conversations/list', c.say('conversations.title'), { conversations, older: list.older, newer: list.newer })
  }),

  page(`${path}/:id`, { ...never, params: ConversationPath, query: OlderNewer }, async (c) => await conversationPage(c, c.query)),

  // Where a browser without JavaScript stands after a refused answer, when it is asked to read the page again.
  page(`${path}/:id/answer`, { ...never, params: ConversationPath }, async (c) => go(`${path}/${c.params.id}`)),

  form(`${path}/:id/answer`, { ...never, params: ConversationPath, body: AnswerForm, limit: 'statuses' }, async (c) => {
    const { site, viewer, caller } = c
    const { text, once } = c.body
    const { lastStatus } = await loadConversation(site, viewer, c.params.id)
    if (!lastStatus) throw notFound('conversation')
    const wish = {
      text,
      warning: '',
      sensitive: false,
      language: viewer.locale,
      audience: { kind: 'named' },
      replyToId: lastStatus.status.id,
      localOnly: false,
      labelId: null,
    } as const
    // As in the composer: the same form sent twice is one post, other words under an old `once` are another.
    const holder = caller.kind === 'session' && once !== '' ? `session:${caller.sessionId}` : undefined
    const repeat = holder ? { repeat: { holder, key: JSON.stringify([once, text]) } } : {}
    try {
      const id = await createStatus(site, viewer, wish, repeat)
      // The job would do it a moment later, and the page that follows would lack what was just written.
      await fileLetter(site, id)
      return go(`${path}/${c.params.id}#post-${id}`, { flash: 'conversations.sent', focus: `post-${id}` })
    } catch (error) {
      const faults = composerFaults(error, c.say, await readSetting(site, maxCharacters))
      if (!faults) throw error
      return await conversationPage(c, {}, text, faults)
    }
  }),

  page(`${path}/:id/delete`, { ...never, params: ConversationPath }, async (c) => {
    const parts = await loadConversation(c.site, c.viewer, c.params.id)
    const data = { ...conversationView(parts, c.viewer.accountId), names_text: namesOf(parts, c.viewer) }
    return view('conversations/delete', c.say('conversations.delete_title'), data)
  }),
  form(`${path}/:id/delete`, { ...never, params: ConversationPath }, async (c) => {
    await deleteConversation(c.site, c.viewer, c.params.id)
    return go(path, { flash: 'conversations.deleted', focus: 'main' })
  }),
])
