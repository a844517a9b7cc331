import { pollJson } from '#features/polls/polls.json.ts'
import { PollPath, VoteBody } from '#features/polls/polls.input.ts'
import { area, type Call, get, post } from '#http/area.ts'
import { showPoll } from './show-poll.ts'
import { vote } from './vote.ts'

const shown = async (c: Pick<Call, 'site' | 'viewer'>, id: number) => {
  const { parts, poll } = await showPoll(c.site, c.viewer, id)
  return pollJson(c.site, poll, parts.flags)
}

export const votingArea = area('voting', [
  get('/api/v1/polls/:id', { scope: 'read:statuses', params: PollPath, returns: 'Poll' }, async (c) => await shown(c, c.params.id)),
  post('/api/v1/polls/:id/votes', { scope: 'write:statuses', params: PollPath, body: VoteBody, returns: 'Poll' }, async (c) => {
    await vote(c.site, c.viewer, c.params.id, c.body.choices)
    return await shown(c, c.params.id)
  }),
])
