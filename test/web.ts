import { closedAtEnd } from './left-open.ts'
import { testSite, type TestSite, type TestSiteOptions } from './site.ts'
import { startWeb } from '#processes/web.ts'
import { freePort } from './postgres.ts'
import { type Api, apiAt } from './api.ts'

export interface TestWeb extends TestSite {
  url: string
  /** Requests as an app with this token, or as nobody. Each good answer is checked against the entity that its row names. */
  api(token?: string): Api
}

/** A site of its own that really listens. `config.url` is its address, so links and the Host check are as in life. */
export async function startTestWeb(o: TestSiteOptions = {}): Promise<TestWeb> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const own = await testSite({ ...o, config: { url, ...o.config } })
  const web = await startWeb(own.site, { port }).catch(async (error: unknown) => {
    // An open site would hang the run.
    await own.close()
    throw error
  })
  const shut = async () => {
    await web.close()
    await own.close()
  }
  return { ...own, url, api: (token) => apiAt(url, token), close: closedAtEnd('a web server', shut) }
}
