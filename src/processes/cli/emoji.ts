import { readdir, stat } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { Refusal } from '#base/errors.ts'
import type { VerbCall } from './verb-call.ts'
import { withSite } from './with-site.ts'

const usage = {
  import:
    'atrium: emoji import needs files or folders of pictures (PNG, GIF, WebP, AVIF), each named by its shortcode [--category NAME] [--replace]',
  remove: 'atrium: emoji remove needs one shortcode',
}
const notUnderstood = (verb: keyof typeof usage) => {
  console.error(usage[verb])
  return 2
}

const types = /^\.(?:png|gif|webp|avif)$/i

/** Pictures at a path: the file itself, or those in the folder. */
async function picturesAt(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path]
  const names = await readdir(path)
  return names
    .filter((name) => types.test(extname(name)) && !name.startsWith('.'))
    .sort()
    .map((name) => join(path, name))
}

/** `atrium emoji import`: makes emoji of pictures; one that is refused is named and does not stop the others. */
export async function emojiImport(call: VerbCall): Promise<number> {
  let parsed
  try {
    parsed = parseArgs({
      args: call.words,
      allowPositionals: true,
      options: { category: { type: 'string' }, replace: { type: 'boolean' } },
    })
  } catch {
    return notUnderstood('import')
  }
  const { values, positionals } = parsed
  if (positionals.length === 0) return notUnderstood('import')
  const files: string[] = []
  for (const path of positionals) {
    const found = await picturesAt(path).catch(() => undefined)
    if (!found) {
      console.error(`atrium: there is no ${path}`)
      return 1
    }
    files.push(...found)
  }
  return await withSite(call, async (site) => {
    const { putEmoji } = await import('#features/emojis/put-emoji.ts')
    const counts = { added: 0, replaced: 0, kept: 0, refused: 0 }
    for (const path of files) {
      const shortcode = basename(path, extname(path))
      const category = values.category?.trim() || null
      try {
        counts[await putEmoji(site, { shortcode, path, category }, { replace: values.replace ?? false, who: null })]++
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        counts.refused++
        console.error(`atrium: ${path}: ${error.message}`)
      }
    }
    const { added, replaced, kept, refused } = counts
    console.log(`${added} added, ${replaced} replaced, ${kept} kept as they are, ${refused} refused.`)
    return refused > 0 ? 1 : 0
  })
}

/** `atrium emoji remove`. */
export async function emojiRemove(call: VerbCall): Promise<number> {
  const [shortcode, ...more] = call.words
  if (shortcode === undefined || more.length > 0) return notUnderstood('remove')
  return await withSite(call, async (site) => {
    const { removeEmoji } = await import('#features/emojis/remove-emoji.ts')
    await removeEmoji(site, shortcode.replace(/^:|:$/g, ''), null)
    console.log(`The emoji ${shortcode} is removed.`)
    return 0
  })
}
