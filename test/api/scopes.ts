import assert from 'node:assert/strict'
import type { Viewer } from '#base/viewer.ts'
import type { Api, ApiRequest } from '../api.ts'
import { makeToken } from '../people.ts'
import type { TestWeb } from '../web.ts'

/** One request and the narrowest scope that opens it. */
export type Scoped = [method: keyof Api, path: string, scope: string, request?: ApiRequest]

/** The exact scope opens each request (200), another one of the same family does not (403), an app alone is told so (422), a stranger nothing (401). */
export async function assertScopes(t: TestWeb, viewer: Viewer, rows: readonly Scoped[]): Promise<void> {
  const all = ['read:accounts', 'read:bookmarks', 'write:accounts', 'write:bookmarks', 'write:lists', 'push']
  const app = t.api(await makeToken(t.site, null, ['read', 'write', 'follow', 'push']))
  for (const [method, path, scope, request] of rows) {
    const name = `${method} ${path} with`
    const right = t.api(await makeToken(t.site, viewer, [scope]))
    const wrong = t.api(
      await makeToken(
        t.site,
        viewer,
        all.filter((one) => one !== scope),
      ),
    )
    const nobody = await t.api()[method](path, request)
    assert.equal(nobody.status, 401, `${name} nothing: ${nobody.text}`)
    assert.equal((await wrong[method](path, request)).status, 403, `${name} a wrong scope`)
    assert.equal((await app[method](path, request)).status, 422, `${name} an app's token`)
    const answer = await right[method](path, request)
    assert.equal(answer.status, 200, `${name} ${scope}: ${answer.text}`)
  }
}
