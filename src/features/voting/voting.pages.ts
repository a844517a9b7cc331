import { personView } from '#features/accounts/accounts.html.ts'
import { pollView } from '#features/polls/polls.html.ts'
import { PollPath, VoteBody } from '#features/polls/polls.input.ts'
import { postView } from '#features/statuses/statuses.html.ts'
import { form, go, pageArea, stream } from '#http/page.ts'
import { showPoll } from './show-poll.ts'
import { vote } from './vote.ts'

export const votingPages = pageArea('voting', [
  // In place where the page can change itself, else at the post: the page that was voted on is not known.
  form('/polls/:id/vote', { params: PollPath, body: VoteBody }, async (c) => {
    await vote(c.site, c.viewer, c.params.id, c.body.choices)
    const { parts, poll } = await showPoll(c.site, c.viewer, c.params.id)
    const shown = pollView(poll, parts.flags, personView(parts.account).name)
    if (c.wantsStream)
      return stream([
        { action: 'replace', target: `poll-${shown.id}`, partial: 'poll', data: { ...shown, settled: true } },
        { action: 'update', target: 'status', partial: 'said', data: { key: 'flash.voted' } },
      ])
    return go(`${postView(parts).path}#poll-${shown.id}`, { flash: 'flash.voted', focus: `vote-${shown.id}` })
  }),
])
