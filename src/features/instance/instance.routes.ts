import { Answer, area, get } from '#http/area.ts'
import { showInstance, showOldInstance } from './show-instance.ts'

/** Version 1 was deprecated on this day (RFC 9745 form, as Mastodon sends it). */
const deprecation = '@1668384000'

// Both are asked before anybody signs in, also on a closed server (Android, Tusky, Elk and Ice Cubes do).
export const instanceArea = area('instance', [
  get('/api/v2/instance', { scope: 'public', returns: 'Instance' }, async (c) => new Answer(await showInstance(c.site))),
  get(
    '/api/v1/instance',
    { scope: 'public', returns: 'V1_Instance' },
    async (c) => new Answer(await showOldInstance(c.site), { headers: { deprecation } }),
  ),
])
