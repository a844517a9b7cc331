// `npm run tour`: makes the pictures of README.md and docs/tour.md anew, from the demo in a real browser.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import sharp, { type Sharp } from 'sharp'
import '../dialect.ts'
import { openBrowser } from '../pages/browser.ts'
import { freePort } from '../postgres.ts'
import { phones, scenes, type Shot } from './scenes.ts'

const data = mkdtempSync(join(tmpdir(), 'atrium-tour-'))
const port = await freePort()
const url = `http://localhost:${port}`
const demo = spawn('sh', ['bin/start', 'demo', '--port', String(port), '--data', data], {
  stdio: ['ignore', 'pipe', 'inherit'],
})
const ended = once(demo, 'exit')

/** One window of one person: signed in by the demo's directory, brought where the scene plays, and photographed. */
async function take(browser: Browser, { who, width, height = 900, scheme = 'light', locale = 'en', play }: Shot): Promise<Buffer> {
  const scale = width < 600 ? 2 : 1.5
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height },
    deviceScaleFactor: scale,
    colorScheme: scheme,
    locale,
    serviceWorkers: 'block',
  })
  try {
    const page = await context.newPage()
    await page.goto('/auth/sign-in')
    await page.locator('main form button').first().click()
    await page.getByRole('button', { name: who }).click()
    await page.waitForURL(`${url}/home`)
    await play(page)
    await page.evaluate('document.activeElement?.matches("h1, main") && document.activeElement.blur()')
    await page.waitForTimeout(800)
    return await page.screenshot()
  } finally {
    await context.close()
  }
}

const keep = async (picture: Sharp, name: string) => {
  const { size } = await picture.webp({ quality: 82 }).toFile(`docs/images/${name}.webp`)
  console.log(`docs/images/${name}.webp  ${Math.round(size / 1000)} KB`)
}

/** Phones beside each other, with air between them. */
async function row(pictures: readonly Buffer[]): Promise<Sharp> {
  const gap = 32
  const { width, height } = await sharp(pictures[0]).metadata()
  const parts = pictures.map((input, i) => ({ input, left: i * (width + gap), top: 0 }))
  const size = { width: pictures.length * (width + gap) - gap, height }
  return sharp({ create: { ...size, channels: 4, background: '#0000' } }).composite(parts)
}

try {
  for await (const chunk of demo.stdout) if (String(chunk).includes('Ctrl-C')) break
  const browser = await openBrowser()
  for (const [name, shot] of Object.entries(scenes)) await keep(sharp(await take(browser, shot)), name)
  const taken: Buffer[] = []
  for (const shot of phones) taken.push(await take(browser, shot))
  await keep(await row(taken), 'phones')
  await browser.close()
} finally {
  demo.kill('SIGTERM')
  await ended
  rmSync(data, { recursive: true, force: true })
}
