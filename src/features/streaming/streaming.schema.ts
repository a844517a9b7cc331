import { kit } from '#db/kit.ts'

const { table, ref, str, ms, index, primaryKey, personal, technical } = kit

/**
 * How far a channel of a token has been told, so that an app that comes back within ten minutes gets what it missed. No reference to the
 * token: a revoked one must not undo what is noted for a thousand others, and no row outlives ten minutes.
 */
export const streamPositions = table(
  'stream_positions',
  {
    tokenId: ref().notNull(),
    /** The channel's key; names the tag or list that is heard. */
    channel: personal(str().notNull(), {
      purpose: 'lets an app whose stream broke off get what it missed',
      retention: 'ten minutes after the stream has ended',
    }),
    position: technical(str().notNull()),
    notedAt: ms().notNull(),
  },
  (t) => [primaryKey({ columns: [t.tokenId, t.channel] }), index('stream_positions_noted').on(t.notedAt)],
)

export type StreamPosition = typeof streamPositions.$inferSelect
