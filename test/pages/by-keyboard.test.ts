import assert from 'node:assert/strict'
import { test } from 'node:test'
import { quarters } from '../pictures.ts'
import { openDoor } from './keyboard-scene.ts'

for (const javaScript of [true, false])
  test(`twelve everyday tasks by keyboard alone, JavaScript ${javaScript ? 'on' : 'off'}`, { timeout: 300_000 }, async (t) => {
    const { tab, user, url, issuer, signIn } = await openDoor(t, { javaScript, width: javaScript ? 1440 : 390 })
    const { page } = tab
    /** A page is there when its address is and Turbo has nothing left to put in. */
    const at = async (path: RegExp) => {
      await page.waitForURL((to) => path.test(to.pathname))
      await page.locator('html:not([aria-busy])').waitFor()
    }
    /** What is told: by a live region, or without JavaScript by the line that the next page begins with. */
    const hears = async (sentence: RegExp) => {
      if (javaScript) await user.hears(sentence)
      else await page.getByRole('status').filter({ hasText: sentence }).first().waitFor()
    }
    const says = async (text: string) => await page.getByRole('article').filter({ hasText: text }).first().waitFor()

    await t.test('sign in', async () => {
      await page.goto(`${url}/home`)
      await user.enter('button', /Brunnhof/)
      await page.waitForURL(/interaction/)
      await user.enter('button', /^Alice/)
      await at(/^\/(home|welcome)/)
    })

    await t.test('read: to the next post, into its thread, and back', async () => {
      await page.goto(`${url}/home`)
      if (javaScript) {
        await user.press('j')
        await user.landsOn('article', /ben/)
        await user.press('j')
        await user.press('o')
      } else {
        await user.tabTo('link', /^ben$/)
        await user.press('Tab')
        await user.tabTo('link', /^ben$/)
        await user.press('Tab')
        await user.press('Enter')
      }
      await at(/^\/@ben\/\d+$/)
      await says('The pump in hall four')
      await user.enter('link', /^Back/)
      await at(/^\/home$/)
      await says('Gates close at six')
    })

    await t.test('post', async () => {
      // On a phone the line at home is a link to a page of its own.
      if (!javaScript) await user.enter('link', /^Write$/)
      await user.tabTo('textbox', /^Your post$/)
      await user.type('Good morning from the keyboard')
      await user.enter('button', /^Post/)
      await hears(/Your post is there/)
      await says('Good morning from the keyboard')
      if (javaScript) await user.landsOn('article', /Alice/)
    })

    await t.test('answer', async () => {
      await page.goto(`${url}/home`)
      await user.enter('link', /^Answer ben/)
      await at(/^\/publish$/)
      await user.tabTo('textbox', /^Your post$/)
      assert.match((await user.focused()).value, /^@ben /)
      await user.press('Control+End')
      await user.type('I keep that in mind')
      await user.enter('button', /^(Post|Answer)/)
      await hears(/is there/)
      await says('I keep that in mind')
      if (javaScript) await user.landsOn('article', /Alice/)
    })

    await t.test('vote', async () => {
      await page.goto(`${url}/home`)
      await user.tabTo('radio', /^Tea/)
      await user.press('ArrowDown')
      assert.match((await user.focused()).name, /^Coffee/)
      await user.enter('button', /^Vote/)
      await page.getByText('1 person voted').first().waitFor()
      await hears(/Your vote is counted/)
      if (javaScript) await user.landsOn('paragraph', /./)
    })

    await t.test('attach a picture with a description', async () => {
      await user.enter('link', /^(Write|New post)/, { back: true })
      await at(/^\/publish$/)
      await user.tabTo('textbox', /^Your post$/)
      await user.type('The new pump')
      await user.enter('DisclosureTriangle', /^Pictures/)
      await user.tabTo('button', /^(Add|Picture)/)
      const file = { name: 'pump.png', mimeType: 'image/png', buffer: await quarters().png().toBuffer() }
      const chosen = new Promise<void>((resolve, reject) => {
        page.once('filechooser', (chooser) => {
          chooser.setFiles(file).then(resolve, reject)
        })
      })
      // Until the browser hands its chooser over it would open the machine's own.
      await page.waitForTimeout(200)
      await user.press('Enter')
      await chosen
      // With JavaScript it is sent at once, and the focus goes on to what it needs.
      if (javaScript) await user.landsOn('textbox', /^Describe/)
      if (javaScript) await user.hears(/pump.png/)
      await user.tabTo('textbox', /^Describe/)
      await user.type('A blue pump')
      await user.enter('button', /^Post/)
      await says('The new pump')
      await page.getByRole('img', { name: 'A blue pump' }).waitFor()
      await hears(/is there/)
    })

    await t.test('search, and follow whom it finds', async () => {
      await page.goto(`${url}/home`)
      if (javaScript) {
        await user.press('/')
        await at(/^\/search$/)
        await user.tabTo('searchbox', /./)
      } else {
        await user.enter('link', /^Search/)
        await at(/^\/search$/)
        await user.tabTo('searchbox', /./)
      }
      await user.type('ben')
      await user.press('Enter')
      await page.waitForURL(/q=ben/)
      await user.enter('link', /^ben$/)
      await at(/^\/@ben$/)
      await user.enter('button', /^Follow ben/)
      await hears(/You follow now/)
      await page.getByRole('button', { name: /^Following/ }).waitFor()
      if (javaScript) await user.landsOn('button', /^Following/)
    })

    /** Through the menu under the own face, which is a disclosure. */
    const menu = async (entry: RegExp) => {
      await user.enter('DisclosureTriangle', /^You/)
      await user.enter('link', entry)
    }

    await t.test('filter', async () => {
      await page.goto(`${url}/home`)
      await menu(/^Settings/)
      await at(/^\/settings\/profile/)
      await user.enter('link', /^Privacy/)
      await at(/^\/settings\/privacy/)
      await user.enter('link', /^Filters/)
      await at(/^\/settings\/filters/)
      await user.enter('link', /^New filter/)
      await at(/^\/settings\/filters\/new/)
      await user.tabTo('textbox', /^Name of the filter/)
      await user.type('Noise')
      await user.tabTo('textbox', /^Word or phrase 1/)
      await user.type('pump')
      await user.tabTo('checkbox', /Home/)
      if ((await user.focused()).states['checked'] !== 'true') await user.press('Space')
      await user.enter('button', /^Save/)
      await hears(/Saved/)
      await page.getByText('Noise').first().waitFor()
      if (javaScript) await user.landsOn('generic', /.*/)
    })

    await t.test('end another session', async () => {
      await signIn('alice')
      await user.enter('link', /^Devices/)
      await at(/^\/settings\/sessions/)
      await user.enter('button', /^Sign out (?!everywhere)/)
      await hears(/signed out/)
      if (javaScript) await user.landsOn('list', /.*/)
      assert.equal(await page.getByRole('button', { name: /^Sign out/ }).count(), 0)
    })

    await t.test('change the language', async () => {
      await user.enter('link', /^Language/)
      await at(/^\/settings\/language/)
      await user.tabTo('combobox', /./)
      await user.type('Deu')
      await user.enter('button', /^Save/)
      await page.locator('html[lang=de]').waitFor()
    })

    await t.test('sign out', async () => {
      await user.enter('DisclosureTriangle', /^Du/)
      await user.enter('link', /^Abmelden/)
      await at(/^\/auth\/sign-out/)
      await user.enter('button', /^Nur hier/)
      await page.getByRole('link', { name: /^(Sign in again|Wieder anmelden)$/ }).waitFor()
      assert.equal((await tab.context.cookies()).filter((one) => /session/.test(one.name)).length, 0)
    })
    // The way to the company's sign-in leaves the origin; nothing else does.
    assert.deepEqual(
      tab.faults.filter((one) => !one.startsWith(`left: ${new URL(issuer).origin}`)),
      [],
    )
  })
