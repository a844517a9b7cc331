import assert from 'node:assert/strict'
import { setTimeout as wait } from 'node:timers/promises'
import type { CDPSession, Page } from 'playwright-core'
import { until } from '../until.ts'

/** What has the focus, as assistive technology is told. */
export interface AxNode {
  role: string
  name: string
  /** Of a field. */
  value: string
  states: Record<string, unknown>
}

interface RawNode {
  role?: { value: string }
  name?: { value: string }
  value?: { value: unknown }
  properties?: { name: string; value: { value: unknown } }[]
}

/** Tab stops that a person would bear on the way to one thing. */
const mostStops = 150

const nowhere = 'the focus is on the body'
/**
 * What somebody who has no mouse sees of the focus: a ring (WCAG 2.4.7), and at its middle the thing itself and no bar over it (2.4.11).
 * Answers what is wrong. A field inside a card or a box shows the ring on that; of a hidden native control its label is looked at.
 */
const lookAtFocus = `(() => {
  const at = document.activeElement
  if (!at || at === document.body) return '${nowhere}'
  const frames = [at, at.closest('label, .write-box, .pick'), at.parentElement?.closest('label')].filter(Boolean)
  const ringed = frames.some((one) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one)
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || (boxShadow !== 'none' && !one.matches('label'))
  })
  if (!ringed && at.id !== 'main') return 'no ring round ' + at.outerHTML.slice(0, 120)
  const small = at.getBoundingClientRect()
  const box = (small.width < 2 || getComputedStyle(at).opacity === '0' ? (frames[1] ?? at) : at).getBoundingClientRect()
  const left = Math.max(0, box.left), right = Math.min(innerWidth, box.right)
  const top = Math.max(0, box.top), bottom = Math.min(innerHeight, box.bottom)
  if (left >= right || top >= bottom) return 'out of sight: ' + at.outerHTML.slice(0, 120)
  const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
  const own = over && frames.some((one) => one.contains(over) || over.contains(one))
  return own ? '' : 'covered by ' + over?.outerHTML.slice(0, 80) + ': ' + at.outerHTML.slice(0, 120)
})()`

/** Somebody who has only a keyboard and is told, by the accessibility tree, what has the focus. */
export class KeyboardUser {
  readonly page: Page
  readonly #cdp: CDPSession
  /** Sentences that live regions have told, with JavaScript. */
  readonly told: string[] = []

  private constructor(page: Page, cdp: CDPSession) {
    this.page = page
    this.#cdp = cdp
  }

  static async at(page: Page): Promise<KeyboardUser> {
    const cdp = await page.context().newCDPSession(page)
    await cdp.send('Accessibility.enable')
    const user = new KeyboardUser(page, cdp)
    await page.exposeFunction('tellUser', (sentence: string) => user.told.push(sentence))
    await page.addInitScript(`new MutationObserver((list) => {
      for (const { target } of list) {
        const region = (target.nodeType === 1 ? target : target.parentElement)?.closest('[role=status], [role=alert], [aria-live]')
        const said = region?.textContent.replace(/\\s+/g, ' ').trim()
        if (said) tellUser(said)
      }
    }).observe(document, { childList: true, characterData: true, subtree: true })`)
    return user
  }

  /** What has the focus now. While a page is coming it is asked again. */
  async focused(): Promise<AxNode> {
    for (let tries = 0; ; tries++) {
      try {
        const { result } = await this.#cdp.send('Runtime.evaluate', { expression: 'document.activeElement ?? document.body' })
        const { nodes } = await this.#cdp.send('Accessibility.getPartialAXTree', {
          objectId: result.objectId!,
          fetchRelatives: false,
        })
        const node = nodes[0] as RawNode | undefined
        const states = Object.fromEntries((node?.properties ?? []).map((one) => [one.name, one.value.value]))
        return {
          role: node?.role?.value ?? '',
          name: (node?.name?.value ?? '').replaceAll(/\s+/g, ' ').trim(),
          value: typeof node?.value?.value === 'string' ? node.value.value : '',
          states,
        }
      } catch (error) {
        if (tries > 50) throw error
        await wait(100)
      }
    }
  }

  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key)
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text)
  }

  /** Fails when the focus cannot be seen where it is now. On the way round it may be on nothing, between the end of a page and its start. */
  async assertSeen(o: { passing?: boolean } = {}): Promise<void> {
    // A page may still be scrolling.
    let wrong = ''
    for (let i = 0; i < 20; i++) {
      const { result } = await this.#cdp.send('Runtime.evaluate', { expression: lookAtFocus, returnByValue: true })
      wrong = String(result.value)
      if (wrong === '' || (o.passing && wrong === nowhere)) return
      await wait(50)
    }
    assert.equal(wrong, '')
  }

  /** Presses Tab until the focus is on what has this role and name, which every stop on the way lets see. Answers how many presses it took. */
  async tabTo(role: string, name: RegExp, o: { back?: boolean; most?: number } = {}): Promise<number> {
    const passed: string[] = []
    for (let stops = 0; stops <= (o.most ?? mostStops); stops++) {
      const at = await this.focused()
      if (at.role === role && name.test(at.name)) {
        await this.assertSeen()
        return stops
      }
      if (stops > 0) await this.assertSeen({ passing: true })
      passed.push(`${at.role} ${at.name}`)
      await this.press(o.back ? 'Shift+Tab' : 'Tab')
    }
    throw new Error(`${role} ${String(name)} is not reached by Tab; passed:\n${passed.join('\n')}`)
  }

  /** Goes there and presses Enter. */
  async enter(role: string, name: RegExp, o: { back?: boolean; most?: number } = {}): Promise<void> {
    await this.tabTo(role, name, o)
    await this.press('Enter')
  }

  /** Waits until the focus is on what has this role and name by itself. */
  async landsOn(role: string, name: RegExp): Promise<AxNode> {
    let at: AxNode | undefined
    return await until(
      async () => {
        at = await this.focused()
        return at.role === role && name.test(at.name) && at
      },
      () => `the focus on ${role} ${String(name)}; it is on ${JSON.stringify(at)}; it`,
    )
  }

  /** Waits until a live region has told a sentence, and forgets all that was told. */
  async hears(sentence: RegExp): Promise<void> {
    await until(
      () => this.told.some((one) => sentence.test(one)),
      () => `${String(sentence)}, after ${JSON.stringify(this.told)},`,
    )
    this.told.length = 0
  }
}
