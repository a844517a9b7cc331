import { Answer, area, get } from '#http/area.ts'
import { listEmojis } from './list-emojis.ts'

export const emojisArea = area('emojis', [
  // Public upstream; here nothing is told to strangers (SEC:A4). An app's own token will do.
  get('/api/v1/custom_emojis', { scope: 'any', who: 'app', returns: 'CustomEmoji[]' }, async (c) => new Answer(await listEmojis(c.site))),
])
