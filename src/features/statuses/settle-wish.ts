import type { Viewer } from '#base/viewer.ts'
import type { Db } from '#db/store.ts'
import { loadPostingDefaults } from '#features/accounts/posting-defaults.queries.ts'
import type { NewStatus, SettledWish } from './new-status.ts'

/** Fills in what the author left to their settings (`posting:default:*` of GET /api/v1/preferences), as Mastodon does. */
export async function settleWish(db: Db, viewer: Viewer, wish: NewStatus): Promise<SettledWish> {
  const { sensitive, language, audience } = wish
  if (sensitive !== null && language !== null && audience !== null) return { ...wish, sensitive, language, audience }
  const usual = await loadPostingDefaults(db, viewer.accountId)
  return {
    ...wish,
    sensitive: sensitive ?? usual.sensitive,
    language: language ?? usual.language ?? viewer.locale,
    audience: audience ?? (usual.audience === 'everyone' ? { kind: 'everyone', listed: usual.listed } : { kind: usual.audience }),
  }
}
