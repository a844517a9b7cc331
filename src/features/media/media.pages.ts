import { fileReply } from '#http/file-reply.ts'
import { page, pageArea } from '#http/page.ts'
import { findFile } from './find-file.ts'
import { FilePath } from './media.input.ts'

const row = { class: 'media', who: 'anyone', params: FilePath } as const

export const mediaPages = pageArea('media', [
  page('/media/:capability/:name', row, async (c) => fileReply(c, await findFile(c.site, c.params.capability, c.params.name, false))),
  page('/media/:capability/small/:name', row, async (c) => fileReply(c, await findFile(c.site, c.params.capability, c.params.name, true))),
])
