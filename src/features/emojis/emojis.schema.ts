import { kit } from '#db/kit.ts'
import type { StoredFile } from '#features/files/stored-file.ts'

const { table, id, str, json, ms, uniqueIndex, technical } = kit

/** The company's own emoji. Whoever knows the address of one sees it, as apps load pictures without credentials; a replaced one has a new address. */
export const customEmojis = table(
  'custom_emojis',
  {
    id: id().primaryKey(),
    shortcode: technical(str().notNull()),
    /** Under which pickers show it; null = none. */
    category: technical(str()),
    capability: technical(str().notNull()),
    file: technical(json<StoredFile>().notNull()),
    /** The same, standing still. */
    still: technical(json<StoredFile>().notNull()),
    createdAt: ms().notNull(),
  },
  (t) => [uniqueIndex('custom_emojis_shortcode').on(t.shortcode), uniqueIndex('custom_emojis_capability').on(t.capability)],
)

export type CustomEmoji = typeof customEmojis.$inferSelect
