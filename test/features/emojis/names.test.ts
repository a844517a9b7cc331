import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { personView } from '#features/accounts/accounts.html.ts'
import { loadAccounts } from '#features/accounts/accounts.json.ts'
import { putEmoji } from '#features/emojis/put-emoji.ts'
import { changeProfile } from '#features/accounts/change-profile.ts'
import { boost } from '#features/statuses/boost.ts'
import { editStatus } from '#features/statuses/edit.ts'
import { browserAt, unescape } from '../../api/oauth-browser.ts'
import { makePerson, makeSession, makeToken } from '../../people.ts'
import { write } from '../../pages/scene.ts'
import { asFile, quarters } from '../../pictures.ts'
import { startTestWeb, type TestWeb } from '../../web.ts'

suite('the company’s emoji', () => {
  let t: TestWeb
  before(async () => {
    t = await startTestWeb()
  })
  after(async () => await t.close())

  test('in a name are pictures where it is shown and left out where only text can be', async (c) => {
    const { site } = t
    const png = await quarters().png().toBuffer()
    await putEmoji(site, { shortcode: 'ship', path: asFile(c, png), category: null }, { replace: false, who: null })
    const [ada, ben, cleo] = [await makePerson(site, 'ada'), await makePerson(site, 'ben'), await makePerson(site, 'cleo')]
    await site.store.tx(async (db) => await changeProfile(site, db, ada.accountId, { displayName: 'Ada :ship: Byron :unknown:' }))
    const view = personView((await loadAccounts(site.store.read, [ada.accountId])).get(ada.accountId)!)
    assert.equal(view.name, 'Ada Byron :unknown:')
    assert.match(view.name_html, /^Ada <img class="emoji"[^>]*> Byron :unknown:$/)

    const lead = await write(site, ben, 'A :ship: comes in', { warning: 'Of a :ship:' })
    await boost(site, ada, lead)
    const answer = await write(site, ada, '@ben aye', { replyToId: lead })
    await write(site, ben, '@ada and now', { replyToId: answer })
    await editStatus(site, ben, lead, { text: 'The :ship: is gone', warning: 'Of a :ship:' })
    const browser = browserAt(t.url, await makeSession(site, cleo))
    const page = async (path: string) => unescape((await browser.get(path)).html)

    const everyone = await page('/@ada')
    assert.match(everyone, /<h1><bdi>Ada <img class="emoji"/)
    assert.match(everyone, /<title>Ada Byron :unknown:/)
    assert.match(everyone, /<bdi>Ada <img class="emoji"[^>]*> Byron :unknown:<\/bdi> boosted/)
    assert.match(await page(`/publish?in_reply_to=${answer}`), /Answer to <bdi>Ada <img class="emoji"/)

    const history = await page(`/@ben/${lead}/history`)
    assert.equal(history.match(/<img class="emoji"[^>]*alt=":ship:"/g)?.length, 4)
    const api = t.api(await makeToken(site, cleo))
    const versions = (await api.get(`/api/v1/statuses/${lead}/history`)).json as { emojis: { shortcode: string }[] }[]
    assert.deepEqual(
      versions.map(({ emojis }) => emojis.map(({ shortcode }) => shortcode)),
      [['ship'], ['ship']],
    )
  })
})
