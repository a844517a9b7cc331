import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { companyCertificate } from '#features/help/company-certificate.ts'
import { browserAt } from '../../api/oauth-browser.ts'
import { makePerson, makeSession } from '../../people.ts'
import { startTestWeb } from '../../web.ts'

const pem = (text: string) => `-----BEGIN CERTIFICATE-----\n${Buffer.from(text).toString('base64')}\n-----END CERTIFICATE-----`
const provider = (id: string, more: object) => ({ id, name: id, issuer: `https://${id}.example`, client_id: 'atrium', ...more })

test('the company’s authority can be had where one is configured, each certificate once and nothing else of its file', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'atrium-ca-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, 'ca.pem'), `${pem('one')}\n-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n${pem('two')}\n`)
  writeFileSync(join(folder, 'other.pem'), `a remark\n${pem('one')}\n`)
  const oidc = [
    provider('first', { ca_file: join(folder, 'ca.pem') }),
    provider('second', { ca_file: join(folder, 'other.pem') }),
    provider('third', {}),
  ]
  const web = await startTestWeb({ config: { signin: { oidc } } })
  try {
    assert.equal(companyCertificate(web.site.config), `${pem('one')}\n${pem('two')}\n`)
    const browser = browserAt(web.url, await makeSession(web.site, await makePerson(web.site, 'ada')))
    assert.match((await browser.get('/help/apps')).html, /href="\/help\/certificate"/)
    const answer = await browser.get('/help/certificate')
    assert.deepEqual([answer.status, answer.html], [200, `${pem('one')}\n${pem('two')}\n`])
  } finally {
    await web.close()
  }
})

test('without one the page says whom to ask, and there is nothing to have', async () => {
  const web = await startTestWeb()
  try {
    const browser = browserAt(web.url, await makeSession(web.site, await makePerson(web.site, 'ada')))
    const { html } = await browser.get('/help/apps')
    assert.doesNotMatch(html, /help\/certificate/)
    assert.match(html, /by device management/)
    assert.equal((await browser.get('/help/certificate')).status, 404)
  } finally {
    await web.close()
  }
})
