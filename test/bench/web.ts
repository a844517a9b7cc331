// `npm run bench:web`: what pages cost, beside the budgets. Asserts only that nothing leaves the origin and that every answer is a good one.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import '../dialect.ts'
import { healthy } from '../kill/server.ts'
import { provide } from '../needs.ts'
import { freePort } from '../postgres.ts'
import { startHouse } from './machine.ts'

const { values } = parseArgs({
  options: {
    loads: { type: 'string', default: '200' },
    visits: { type: 'string', default: '5' },
    'no-install': { type: 'boolean', default: false },
  },
})
await provide(['chromium'], !values['no-install'])
// Only now: what it imports chooses the dialect.
const { seedWeb } = await import('./web-seed.ts')
const { fetchRaw, firstLoadOf, quantile, sizesOf } = await import('./web-fetch.ts')
const { faults, fourG, interactions, openChromium, visit } = await import('./web-browser.ts')

const data = mkdtempSync(join(tmpdir(), 'atrium-bench-web-'))
const port = await freePort()
const url = `http://localhost:${port}`
const env = {
  ATRIUM_URL: url,
  ATRIUM_DATA: data,
  ATRIUM_LISTEN__PORT: String(port),
  ATRIUM_LIMITS__ENABLED: 'false',
  ATRIUM_LOG__LEVEL: 'error',
}
const kb = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`
const ms = (n: number) => `${Math.round(n)} ms`
const row = (...cells: (string | number)[]) => console.log(`| ${cells.join(' | ')} |`)
const head = (...cells: string[]) => {
  row(...cells)
  row(...cells.map((_, i) => (i === 0 ? '---' : '--:')))
}

try {
  const seeded = await seedWeb(data, `sqlite:${join(data, 'atrium.db')}`, url)
  const cookie = `${seeded.cookie.name}=${seeded.cookie.value}`
  const house = await startHouse(env)
  const browser = await openChromium()
  try {
    await healthy(url, house)
    const home = await sizesOf(url + seeded.pages.home, cookie)
    const first = await firstLoadOf(url, home.body, cookie)
    faults.push(...home.faults, ...first.faults)
    const posts = home.body.match(/<article/g)?.length
    head('first load of home', 'plain', 'gzip', 'Brotli', 'budget')
    row(`HTML of ${posts} posts`, kb(home.plain), kb(home.gzip), kb(home.br), '50 KB gzip')
    row('CSS', kb(first.css.plain), kb(first.css.gzip), kb(first.css.br), '20 KB gzip')
    row('JavaScript', kb(first.js.plain), kb(first.js.gzip), kb(first.js.br), '60 KB gzip')
    console.log('')
    head('page', 'requests', 'HTML, Brotli', 'TTFB p50 / p95', 'LCP, LAN', 'LCP, 4G or VPN', 'CLS', 'largest paint')
    for (const [name, path] of Object.entries(seeded.pages)) {
      const times: number[] = []
      for (let i = 0; i < Number(values.loads); i++) {
        const { status, firstByte } = await fetchRaw(url + path, cookie, 'br')
        if (status !== 200) faults.push(`${path} answered ${status}`)
        times.push(firstByte)
      }
      const [near, far] = [[], []] as Awaited<ReturnType<typeof visit>>[][]
      for (let i = 0; i < Number(values.visits); i++) {
        near!.push(await visit(browser, url, seeded, path, null))
        far!.push(await visit(browser, url, seeded, path, fourG))
      }
      const lcp = (visits: typeof near) =>
        ms(
          quantile(
            visits!.map((one) => one.lcp),
            0.5,
          ),
        )
      const cls = Math.max(...[...near!, ...far!].map((one) => one.cls))
      const sizes = await sizesOf(url + path, cookie)
      const ttfb = `${quantile(times, 0.5).toFixed(1)} / ${quantile(times, 0.95).toFixed(1)} ms`
      row(name, near![0]!.requests, kb(sizes.br), ttfb, lcp(near), lcp(far), cls.toFixed(3), near![0]!.what)
    }
    row('budget', '', '50 KB', '- / 200 ms', '1,500 ms', '2,500 ms', '0.050', '')
    console.log('')
    head('interaction', 'worst answer', 'budget (INP)')
    for (const [name, worst] of Object.entries(await interactions(browser, url, seeded)))
      row(name, worst === 0 ? 'under 16 ms' : ms(worst), '200 ms')
  } finally {
    await browser.close()
    await house.stop()
  }
  if (faults.length) console.error(`atrium: the pages met what they must not: ${[...new Set(faults)].join(', ')}`)
  process.exitCode = faults.length ? 1 : 0
} finally {
  rmSync(data, { recursive: true, force: true })
}
