import type { StoredFile } from '#features/files/stored-file.ts'

const extensions: Record<string, string> = { 'image/png': 'png', 'image/gif': 'gif', 'image/webp': 'webp' }

/** Name of an emoji's file in its address. */
export const emojiFileName = (shortcode: string, { mime }: Pick<StoredFile, 'mime'>) => `${shortcode}.${extensions[mime] ?? 'png'}`
