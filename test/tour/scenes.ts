import type { Page } from 'playwright-core'

/** What is photographed: who sits there, before what, and where they go. */
export interface Shot {
  who: RegExp
  /** CSS pixels. */
  width: number
  height?: number
  scheme?: 'light' | 'dark'
  /** BCP 47: what the browser asks for. */
  locale?: string
  play(page: Page): Promise<unknown>
}

const desk = { width: 1440, who: /Ken/ }
const phone = { width: 390, height: 800, who: /Lena/ }

const at = (path: string) => async (page: Page) => await page.goto(path)

/** The page of the post in which these words stand. */
async function openPost(page: Page, words: string): Promise<void> {
  await page.goto(`/search?type=posts&q=${encodeURIComponent(words)}`)
  const path = await page.locator('article.post .when').first().getAttribute('href')
  await page.goto(path!.replace(/#.*/, ''))
}

async function speak(page: Page, tag: string, back: string): Promise<void> {
  await page.goto('/settings/language')
  await page.locator('select[name=locale]').selectOption(tag)
  await page.locator('main form button.main').click()
  await page.locator(`html[lang=${tag}]`).waitFor()
  await page.goto(back)
}

/** One picture each, by the name of its file. */
export const scenes: Readonly<Record<string, Shot>> = {
  home: { ...desk, play: at('/home') },
  night: { ...desk, who: /Bob/, scheme: 'dark', play: at('/home') },
  thread: { ...desk, play: async (page) => await openPost(page, 'lot of adhesive') },
  profile: { ...desk, who: /Bob/, play: at('/@ken') },
  write: {
    ...desk,
    play: async (page) => {
      await page.goto('/home')
      await page.locator('#say').click()
      // The box has woken: what is typed before is a text and nothing more.
      await page.locator('.quick .count:not(:empty)').waitFor()
      await page.keyboard.type('The new housings are here. @le')
      await page.locator('.suggestions li').first().waitFor()
    },
  },
  notifications: { ...desk, who: /Lena/, play: async (page) => await speak(page, 'en', '/notifications') },
  explore: { ...desk, play: at('/explore') },
  arabic: { ...desk, who: /عمر/, play: async (page) => await speak(page, 'ar', '/home') },
  phone: { ...desk, play: at('/help/apps') },
}

/** These three stand in one picture. */
export const phones: readonly Shot[] = [
  { ...phone, who: /Dora/, play: at('/home') },
  { ...phone, scheme: 'dark', play: async (page) => await openPost(page, 'flash flood') },
  { ...phone, who: /Alice/, play: at('/publish') },
]
