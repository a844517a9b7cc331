import { accountsArea } from '#features/accounts/accounts.routes.ts'
import { activityArea } from '#features/activity/activity.routes.ts'
import { announcementsPages } from '#features/announcements/announcements.pages.ts'
import { composerAids } from '#features/composing/aids.pages.ts'
import { changePages } from '#features/composing/change.pages.ts'
import { publishPages } from '#features/composing/publish.pages.ts'
import { announcementsArea } from '#features/announcements/announcements.routes.ts'
import { apidocArea } from '#features/apidoc/apidoc.routes.ts'
import { archivesPages } from '#features/archives/archives.pages.ts'
import { conversationsPages } from '#features/conversations/conversations.pages.ts'
import { conversationsArea } from '#features/conversations/conversations.routes.ts'
import { profilesPages } from '#features/home/profile.pages.ts'
import { helpPages } from '#features/help/help.pages.ts'
import { homePages } from '#features/home/home.pages.ts'
import { oldAddressesPages } from '#features/home/old-addresses.pages.ts'
import { filtersPages } from '#features/filters/filters.pages.ts'
import { filtersArea } from '#features/filters/filters.routes.ts'
import { oldFiltersArea } from '#features/filters/old-filters.routes.ts'
import { personListsPages } from '#features/lists/person-lists.pages.ts'
import { listsPages } from '#features/lists/lists.pages.ts'
import { listsArea } from '#features/lists/lists.routes.ts'
import { aboutPages } from '#features/instance/about.pages.ts'
import { aboutArea } from '#features/instance/about.routes.ts'
import { instanceArea } from '#features/instance/instance.routes.ts'
import { wellKnownArea } from '#features/instance/well-known.routes.ts'
import { mediaPages } from '#features/media/media.pages.ts'
import { mediaArea } from '#features/media/media.routes.ts'
import { markersArea } from '#features/markers/markers.routes.ts'
import { notificationsArea } from '#features/notifications/notifications.routes.ts'
import { notificationsPages } from '#features/notifications/notifications.pages.ts'
import { policiesPages } from '#features/notifications/policies.pages.ts'
import { requestsPages } from '#features/notifications/requests.pages.ts'
import { requestsArea } from '#features/notifications/requests.routes.ts'
import { oauthPages } from '#features/oauth/oauth.pages.ts'
import { oauthArea } from '#features/oauth/oauth.routes.ts'
import { preferencesPages } from '#features/people/preferences.pages.ts'
import { profilePages } from '#features/profile/profile.pages.ts'
import { profileArea } from '#features/profile/profile.routes.ts'
import { keptAwayPages } from '#features/relationships/kept-away.pages.ts'
import { accountListsArea } from '#features/relationships/account-lists.routes.ts'
import { picturesArea } from '#features/profile/pictures.routes.ts'
import { followRequestsPages } from '#features/relationships/follow-requests.pages.ts'
import { deedsPages } from '#features/relationships/deeds.pages.ts'
import { relationshipsPages } from '#features/relationships/relationships.pages.ts'
import { relationshipsArea } from '#features/relationships/relationships.routes.ts'
import { scheduledPages } from '#features/scheduled/scheduled.pages.ts'
import { scheduledArea } from '#features/scheduled/scheduled.routes.ts'
import { searchPages } from '#features/search/search.pages.ts'
import { searchArea } from '#features/search/search.routes.ts'
import { signinPages } from '#features/signin/signin.pages.ts'
import { emojisArea } from '#features/emojis/emojis.routes.ts'
import { reportsArea } from '#features/reports/reports.routes.ts'
import { collectionsArea } from '#features/unoffered/collections.routes.ts'
import { quotesArea } from '#features/unoffered/quotes.routes.ts'
import { unofferedArea } from '#features/unoffered/unoffered.routes.ts'
import { filterStatusArea } from '#features/statuses/filter-status.routes.ts'
import { marksArea } from '#features/statuses/marks.routes.ts'
import { markedPages } from '#features/statuses/marked.pages.ts'
import { actsPages } from '#features/statuses/acts.pages.ts'
import { statusesPages } from '#features/statuses/statuses.pages.ts'
import { statusesArea } from '#features/statuses/statuses.routes.ts'
import { streamingArea } from '#features/streaming/streaming.routes.ts'
import { peoplePages } from '#features/suggestions/people.pages.ts'
import { suggestionsArea } from '#features/suggestions/suggestions.routes.ts'
import { tagsPages } from '#features/tags/tags.pages.ts'
import { tagsArea } from '#features/tags/tags.routes.ts'
import { timelinesPages } from '#features/timelines/timelines.pages.ts'
import { timelinesArea } from '#features/timelines/timelines.routes.ts'
import { explorePages } from '#features/trends/explore.pages.ts'
import { trendsArea } from '#features/trends/trends.routes.ts'
import { votingArea } from '#features/voting/voting.routes.ts'
import { votingPages } from '#features/voting/voting.pages.ts'
import { webpushPages } from '#features/webpush/webpush.pages.ts'
import { webpushArea } from '#features/webpush/webpush.routes.ts'
import type { Area, PageArea } from '#http/area.ts'

const features: readonly Area[] = [
  relationshipsArea,
  accountListsArea,
  accountsArea,
  instanceArea,
  aboutArea,
  wellKnownArea,
  mediaArea,
  picturesArea,
  statusesArea,
  scheduledArea,
  marksArea,
  votingArea,
  filtersArea,
  filterStatusArea,
  oldFiltersArea,
  tagsArea,
  listsArea,
  timelinesArea,
  searchArea,
  trendsArea,
  profileArea,
  suggestionsArea,
  markersArea,
  requestsArea,
  notificationsArea,
  conversationsArea,
  emojisArea,
  announcementsArea,
  activityArea,
  reportsArea,
  quotesArea,
  collectionsArea,
  unofferedArea,
  oauthArea,
  webpushArea,
  streamingArea,
]

/** Every feature's table of API endpoints. */
export const areas: readonly Area[] = [...features, apidocArea(() => areas)]

/** Every feature's table of HTML pages. */
export const pageAreas: readonly PageArea[] = [
  preferencesPages,
  relationshipsPages,
  followRequestsPages,
  deedsPages,
  keptAwayPages,
  filtersPages,
  profilePages,
  mediaPages,
  actsPages,
  publishPages,
  changePages,
  composerAids,
  scheduledPages,
  statusesPages,
  markedPages,
  votingPages,
  tagsPages,
  listsPages,
  personListsPages,
  timelinesPages,
  searchPages,
  explorePages,
  peoplePages,
  homePages,
  oldAddressesPages,
  profilesPages,
  helpPages,
  archivesPages,
  announcementsPages,
  notificationsPages,
  requestsPages,
  policiesPages,
  conversationsPages,
  aboutPages,
  signinPages,
  oauthPages,
  webpushPages,
]
