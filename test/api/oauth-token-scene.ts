import assert from 'node:assert/strict'
import { grantApp } from '#features/oauth/grant-app.ts'
import { readAuthorizeRequest } from '#features/oauth/authorize-request.ts'
import { makePerson } from '../people.ts'
import type { TestWeb } from '../web.ts'

export const redirect = 'app://back'

/** Mara, an app, and its way to tokens of hers. */
export async function makeClient(web: TestWeb) {
  const mara = await makePerson(web.site, 'mara')
  const { json } = await web
    .api()
    .post('/api/v1/apps', { body: { client_name: 'A', redirect_uris: redirect, scopes: 'read write profile' } })
  const app = { client_id: String(json.client_id), client_secret: String(json.client_secret) }
  const send = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
    web.api().post('/oauth/token', { body: fields, headers })
  return {
    mara,
    app,
    /** A code as the consent page makes it. */
    async codeFor(more: Record<string, string> = {}) {
      const all = { response_type: 'code', client_id: app.client_id, redirect_uri: redirect, scope: 'read profile', ...more }
      const asked = await readAuthorizeRequest(web.site, new URLSearchParams(all).toString())
      assert.ok(asked.kind === 'ok')
      return await grantApp(web.site, mara, asked.request, {})
    },
    send,
    exchange: (code: string, more: Record<string, string> = {}) =>
      send({ grant_type: 'authorization_code', ...app, redirect_uri: redirect, code, ...more }),
  }
}

export type Client = Awaited<ReturnType<typeof makeClient>>

/** Fails unless an answer is this refusal, with a description. */
export const is = (
  answer: { status: number; json: { error?: string; error_description?: string } },
  status: number,
  error: string,
): void => {
  assert.deepEqual([answer.status, answer.json.error], [status, error])
  assert.ok(answer.json.error_description)
}
