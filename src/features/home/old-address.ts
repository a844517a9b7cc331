/** Mastodon's own web pages by their addresses, and where each stands here; without the slash at the beginning. */
export const movedPages: Readonly<Record<string, string>> = {
  'getting-started': '/home',
  'public/remote': '/public/local',
  firehose: '/public/local',
  direct_messages: '/conversations',
  follow_requests: '/follow-requests',
  followed_tags: '/followed-tags',
  directory: '/people',
  'explore/suggestions': '/people',
  'keyboard-shortcuts': '/help/keys',
  mutes: '/settings/mutes',
  blocks: '/settings/blocks',
  domain_blocks: '/settings/blocks',
  'settings/preferences': '/settings/appearance',
  'settings/featured_tags': '/followed-tags',
  'auth/edit': '/settings/sessions',
  'about/more': '/about',
}

/** Pages of ours that Mastodon has under the same name. */
const same = 'home|public|public/local|explore|search|publish|notifications|conversations|bookmarks|favourites|lists|about'.split('|')

/** Addresses of things, as they stood below `/web/`; the letters in brackets go over as they were sent. */
const things: readonly [RegExp, string][] = [
  [/^timelines\/home$/, '/home'],
  [/^timelines\/(?:public|public\/local)$/, '/public/local'],
  [/^(?:timelines\/direct|direct)$/, '/conversations'],
  [/^(?:timelines\/tag|tags)\/([^/]+)$/, '/tags/$1'],
  [/^(?:timelines\/list|lists)\/(\d+)$/, '/lists/$1'],
  [/^statuses\/new$/, '/publish'],
  [/^statuses\/(\d+)(?:\/.*)?$/, '/statuses/$1'],
  [/^accounts\/(\d+)(?:\/.*)?$/, '/accounts/$1'],
  [/^(@[\w.-]+(?:\/\d+|\/with_replies|\/media|\/followers|\/following)?)$/, '/$1'],
]

/**
 * Where a page of Mastodon's own web app stands here, of the part of its address that follows `/web/` or `/deck/`, as it was sent; home when
 * there is no such page. Never an address of another origin.
 */
export function addressNow(old: string): string {
  const path = old.replace(/\/$/, '')
  if (same.includes(path)) return `/${path}`
  if (Object.hasOwn(movedPages, path)) return movedPages[path]!
  for (const [pattern, now] of things) if (pattern.test(path)) return path.replace(pattern, now)
  return '/home'
}
