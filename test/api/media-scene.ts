import assert from 'node:assert/strict'
import { idAt } from '#base/ids.ts'
import { newViewer } from '../features/statuses/world.ts'
import type { Api, ApiAnswer } from '../api.ts'
import { makeToken } from '../people.ts'
import { animation, photo, quarters } from '../pictures.ts'
import { testStart } from '../site.ts'
import type { TestWeb } from '../web.ts'

const png = await quarters().png().toBuffer()
export const sources = { photo: await photo(), png, gif: await animation('gif'), webp: await animation('webp') }
export const missing = idAt(testStart + 86_400_000)

export const at = (id: string | number) => `/api/v1/media/${id}`

/** A multipart form as apps send it. */
export const formOf = (bytes: Buffer, more: Record<string, string> = {}, name = 'IMG_1234.JPG', type = 'image/jpeg') => {
  const form = new FormData()
  form.set('file', new File([new Uint8Array(bytes)], name, { type }))
  for (const [key, value] of Object.entries(more)) form.set(key, value)
  return form
}

/** What an address of a file answers to anybody. */
export const fetched = async (address: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(address, { headers, redirect: 'manual' })
  return { status: answer.status, headers: answer.headers, body: Buffer.from(await answer.arrayBuffer()) }
}

/** Alice, who uploads, with apps that hold exactly the scope that each row asks for, and somebody else. */
export async function makeUploader(t: TestWeb) {
  const alice = await newViewer(t.site, 'alice')
  const token = await makeToken(t.site, alice, ['write:media'])
  const api = t.api(token)
  const upload = async (bytes: Buffer = sources.png, more: Record<string, string> = {}, as: Api = api): Promise<ApiAnswer> =>
    await as.post('/api/v2/media', { body: formOf(bytes, more) })
  return {
    alice,
    token,
    api,
    writer: t.api(await makeToken(t.site, alice, ['write:statuses'])),
    reader: t.api(await makeToken(t.site, alice, ['read', 'write:statuses'])),
    other: t.api(await makeToken(t.site, await newViewer(t.site, 'bob'))),
    upload,
    /** The same, which must be taken; answers the entity. */
    async uploaded(bytes?: Buffer, more?: Record<string, string>) {
      const answer = await upload(bytes, more)
      assert.equal(answer.status, 200, answer.text)
      return answer.json
    },
  }
}

export type Uploader = Awaited<ReturnType<typeof makeUploader>>
