import type { Viewer } from '#base/viewer.ts'
import { ownPath } from '#http/own-path.ts'
import { form, go, pageArea, stream } from '#http/page.ts'
import type { LimitName } from '#http/row.ts'
import type { Site } from '#platform/site.ts'
import { z } from 'zod'
import { bookmark } from './bookmark.ts'
import { boost } from './boost.ts'
import { favourite } from './favourite.ts'
import { muteThread } from './mute-thread.ts'
import { pin } from './pin.ts'
import { showMeant } from './show.ts'
import { actsView } from './statuses.html.ts'
import { StatusPath } from './statuses.input.ts'
import { unbookmark } from './unbookmark.ts'
import { unboost } from './unboost.ts'
import { unfavourite } from './unfavourite.ts'
import { unmuteThread } from './unmute-thread.ts'
import { unpin } from './unpin.ts'

/** On which page the button stands. */
const ActForm = z.object({ back: z.string().max(2000).exactOptional() })

/**
 * One thing that a person does with a post. In place where the page can change itself, else back to the page and the button; `button` is the
 * start of its id.
 */
const act = (
  name: string,
  verb: (site: Site, viewer: Viewer, id: number) => Promise<unknown>,
  flash: string,
  o: { button?: string; limit?: LimitName } = {},
) =>
  form(`/posts/:id/${name}`, { params: StatusPath, body: ActForm, ...(o.limit ? { limit: o.limit } : {}) }, async (c) => {
    const { id } = c.params
    await verb(c.site, c.viewer, id)
    const acts = actsView(await showMeant(c.site, c.viewer, id))
    if (c.wantsStream) return stream([{ action: 'replace', target: `acts-${acts.id}`, partial: 'acts', data: acts, morph: true }])
    const back = c.body.back === undefined ? acts.path : ownPath(c.body.back)
    return go(`${back}#post-${acts.id}`, { flash: `flash.${flash}`, focus: `${o.button ?? 'more'}-${acts.id}` })
  })

export const actsPages = pageArea('acts', [
  act('boost', boost, 'boosted', { button: 'boost', limit: 'statuses' }),
  act('unboost', unboost, 'unboosted', { button: 'boost', limit: 'deletes' }),
  act('favourite', favourite, 'favourited', { button: 'favourite' }),
  act('unfavourite', unfavourite, 'unfavourited', { button: 'favourite' }),
  act('bookmark', bookmark, 'bookmarked', { button: 'bookmark' }),
  act('unbookmark', unbookmark, 'unbookmarked', { button: 'bookmark' }),
  act('mute', muteThread, 'muted_thread'),
  act('unmute', unmuteThread, 'unmuted_thread'),
  act('pin', pin, 'pinned'),
  act('unpin', unpin, 'unpinned'),
])
