import { z } from 'zod'
import { defineSetting } from './define-setting.ts'

/** How long a post may be, counted as Mastodon counts (a link is 23, the warning is included). */
export const maxCharacters = defineSetting('statuses.maxCharacters', z.int().min(100).max(100_000), 5000)
