import type { Viewer } from '#base/viewer.ts'
import { loadPostingDefaults } from '#features/accounts/posting-defaults.queries.ts'
import { wireVisibility } from '#features/accounts/wire-visibility.ts'
import type { Site } from '#platform/site.ts'

/** Mastodon's Preferences of the viewer; what apps do when they show posts is Mastodon's default. */
export async function showPreferences(site: Site, viewer: Viewer) {
  const defaults = await loadPostingDefaults(site.store.read, viewer.accountId)
  return {
    'posting:default:visibility': wireVisibility(defaults),
    'posting:default:sensitive': defaults.sensitive,
    'posting:default:language': defaults.language ?? viewer.locale,
    'posting:default:quote_policy': 'nobody',
    'reading:expand:media': 'default',
    'reading:expand:spoilers': false,
    'reading:autoplay:gifs': false,
  }
}
