/** Where `g` and then one of these leads. The own profile has no address that everybody shares: the page says it. */
export const keyPlaces = {
  h: '/home',
  n: '/notifications',
  l: '/public/local',
  d: '/conversations',
  b: '/bookmarks',
  f: '/favourites',
  i: '/lists',
  r: '/follow-requests',
  u: 'own-profile',
  s: '/settings/profile',
} as const

/** What single keys do with the post that has the focus: the parts of `partials/post.hbs` and `partials/acts.hbs`. */
export const postKeys = {
  o: '.when',
  r: '.acts a[href*="in_reply_to"]',
  f: '.acts .star',
  b: '.acts .boost',
  d: '.acts .keep',
  p: '.by .name a',
  e: '.pics a',
  x: 'details.cw > summary',
} as const
