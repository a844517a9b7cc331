import type { Readable } from 'node:stream'
import { notFound, Refusal } from '#base/errors.ts'
import { idInput } from '#features/accounts/accounts.input.ts'
import { form, go, page, pageArea, type PageCall, type PageReply, view } from '#http/page.ts'
import { z } from 'zod'
import { archiveById, archivesOf } from './archives.queries.ts'
import { dataView } from './archives.html.ts'
import { ownTable, tableNames } from './own-tables.ts'
import { requestArchive } from './request-archive.ts'

const path = '/settings/data'
/** What is taken along is nobody's business on a shared desk. */
const row = { store: 'never' } as const
const ArchivePath = z.object({ id: idInput })
const TablePath = z.object({ table: z.enum(tableNames) })

async function dataPage(c: Pick<PageCall, 'site' | 'viewer' | 'say'>, fault = '') {
  const known = await archivesOf(c.site.store.read, c.viewer.accountId)
  return view('settings/data', c.say('settings.data'), dataView(known, c.site.clock.now(), fault), { status: fault ? 422 : 200 })
}

const download = (type: string, name: string, body: string | Readable, size?: number): PageReply => {
  const length = size === undefined ? {} : { 'content-length': String(size) }
  return { kind: 'raw', status: 200, type, body, headers: { 'content-disposition': `attachment; filename="${name}"`, ...length } }
}

/** Everything of one's own, to take along. */
export const archivesPages = pageArea('archives', [
  page(path, row, async (c) => await dataPage(c)),

  page(`${path}/archive`, row, async () => go(path)),
  form(`${path}/archive`, row, async (c) => {
    try {
      await requestArchive(c.site, c.viewer)
      return go(path, { flash: 'data.asked', focus: 'archive' })
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'archive_too_soon') throw error
      return await dataPage(c, c.say('data.too_soon'))
    }
  }),

  // SEC:V6
  page(`${path}/archive/:id`, { ...row, params: ArchivePath }, async (c) => {
    const archive = await archiveById(c.site.store.read, c.params.id)
    if (!archive?.file || archive.accountId !== c.viewer.accountId) throw notFound('archive')
    const { stream } = await c.site.storage.get(archive.file.key)
    return download('application/zip', `archive-${archive.id}.zip`, stream, archive.file.size)
  }),

  page(`${path}/:table.csv`, { ...row, params: TablePath }, async (c) => {
    const { table } = c.params
    return download('text/csv; charset=utf-8', `${table}.csv`, await ownTable(c.site, c.viewer, table))
  }),
])
