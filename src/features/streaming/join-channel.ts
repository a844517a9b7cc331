import type { Viewer } from '#base/viewer.ts'
import { ownListRow } from '#features/lists/lists.queries.ts'
import type { Site } from '#platform/site.ts'
import { type Channel, channelOf, foreignList, type StreamFault, type Wish } from './channels.ts'

/** The channel of a wish if this person may have it, or what is wrong: a list is its owner's alone, and an absent one nobody's (SEC:V6). */
export async function joinChannel(
  site: Site,
  who: { viewer: Pick<Viewer, 'accountId'>; scopes: readonly string[] },
  wish: Wish,
): Promise<Channel | StreamFault> {
  const channel = channelOf(wish, who.scopes)
  if ('error' in channel || channel.listId === undefined) return channel
  return (await ownListRow(site.store.read, who.viewer.accountId, channel.listId)) ? channel : foreignList
}
