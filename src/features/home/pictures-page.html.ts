import type { ListPage } from '#base/list-page.ts'
import { postsEnd } from '#features/accounts/end.html.ts'
import { type PictureView, pictureViews } from '#features/statuses/pictures.html.ts'
import { postView } from '#features/statuses/statuses.html.ts'
import type { StatusParts } from '#features/statuses/statuses.json.ts'

/** A picture that leads to its post. */
interface Tile {
  path: string
  /** Null: its author asks to look twice, and the post itself asks. */
  picture: PictureView | null
}

/** The pictures of somebody's posts, the newest first: `pages/profile/media.hbs`. */
export function picturesView(posts: readonly StatusParts[], list: Pick<ListPage, 'older' | 'newer' | 'first'>, name: string) {
  const tiles = posts.flatMap((parts): Tile[] => {
    const { path, warning, veiled } = postView(parts)
    return warning !== '' || veiled ? [{ path, picture: null }] : pictureViews(parts.media).map((picture) => ({ path, picture }))
  })
  return {
    tiles,
    end: {
      empty: tiles.length === 0 && list.first,
      older: list.older,
      newer: list.newer,
      words: postsEnd({ title: 'profile.no_pictures_title', text: 'profile.no_pictures', end: 'profile.end_pictures', name }),
    },
  }
}
