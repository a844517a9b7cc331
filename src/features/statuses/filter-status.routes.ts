import { idInput } from '#features/accounts/accounts.input.ts'
import { filterStatusJson } from '#features/filters/filters.json.ts'
import { InFilterPath } from '#features/filters/filters.input.ts'
import { ownFilter } from '#features/filters/own-filter.ts'
import { putUnderFilter } from '#features/filters/put-under-filter.ts'
import { area, post } from '#http/area.ts'
import { z } from 'zod'
import { showStatus } from './show.ts'

const StatusBody = z.object({ status_id: idInput })

/** The one row of filters that needs the policy of posts: only what one may see can be put under a filter. */
export const filterStatusArea = area('posts under filters', [
  post(
    '/api/v2/filters/:filter_id/statuses',
    { scope: 'write:filters', params: InFilterPath, body: StatusBody, returns: 'FilterStatus' },
    async (c) => {
      await ownFilter(c.site.store.read, c.viewer, c.params.filter_id)
      const { status } = await showStatus(c.site, c.viewer, c.body.status_id)
      return filterStatusJson(await putUnderFilter(c.site, c.viewer, c.params.filter_id, status.id))
    },
  ),
])
