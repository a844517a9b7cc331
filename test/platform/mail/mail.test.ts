import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { FixedClock } from '#base/clock.ts'
import type { Config, MailConfig } from '#platform/config/config.ts'
import { openMail } from '#platform/mail/open-mail.ts'

const clock = new FixedClock(Date.UTC(2026, 10, 24, 8))
const opened = (t: TestContext, mail: MailConfig) => {
  const door = openMail({ mail } as Config, clock)
  t.after(() => door.close())
  return door
}
const message = { to: 'dora@brunnhof.test', subject: 'Grüße', text: 'Hello Dora\n', html: '<p>Hello Dora</p>' }

/** A mail server that takes everything and notes what it was told. */
async function smtpServer(t: TestContext, o: { starttls?: boolean } = {}) {
  const heard: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined).write('220 mail.test ESMTP\r\n')
    let inData = false
    socket.on('data', (bytes) => {
      for (const line of String(bytes).split('\r\n').filter(Boolean)) {
        heard.push(line)
        if (inData && line === '.') inData = false
        else if (inData) continue
        if (line === '.') socket.write('250 taken\r\n')
        else if (line.startsWith('EHLO')) socket.write(o.starttls ? '250-mail.test\r\n250 STARTTLS\r\n' : '250 mail.test\r\n')
        else if (line === 'DATA') socket.write('354 go on\r\n', () => (inData = true))
        else socket.write(line === 'QUIT' ? '221 bye\r\n' : '250 ok\r\n')
        if (line === 'DATA') inData = true
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return { port: (server.address() as AddressInfo).port, heard }
}

test('the file form writes each message as it would have gone out', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'atrium-mail-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const mail = opened(t, { kind: 'file', folder: join(folder, 'out'), from: 'Brunnhof <atrium@brunnhof.test>' })
  await mail.send(message)
  await mail.send({ ...message, to: 'ken@brunnhof.test' })
  const names = readdirSync(join(folder, 'out'))
  assert.equal(names.length, 2)
  const texts = names.map((name) => readFileSync(join(folder, 'out', name), 'utf8')).sort()
  assert.ok(texts.some((text) => /^To: dora@brunnhof\.test$/m.test(text)))
  for (const text of texts) {
    assert.match(text, /^From: Brunnhof <atrium@brunnhof\.test>$/m)
    assert.match(text, /Hello Dora/)
  }
})

test('a recipient or a subject cannot smuggle in a header', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'atrium-mail-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const mail = opened(t, { kind: 'file', folder, from: 'atrium@brunnhof.test' })
  // SEC:O6
  await mail.send({ to: 'dora@brunnhof.test\r\nBcc: eve@evil.test', subject: 'Hi\r\nBcc: eve@evil.test', text: 'x' })
  const text = readFileSync(join(folder, readdirSync(folder)[0]!), 'utf8')
  assert.doesNotMatch(text, /^Bcc:/im)
})

test('the SMTP form speaks to the company’s server', async (t) => {
  const server = await smtpServer(t)
  const mail = opened(t, { kind: 'smtp', host: '127.0.0.1', port: server.port, security: 'none', from: 'atrium@brunnhof.test' })
  await mail.send(message)
  assert.ok(server.heard.includes('MAIL FROM:<atrium@brunnhof.test>'))
  assert.ok(server.heard.includes('RCPT TO:<dora@brunnhof.test>'))
})

test('without the STARTTLS that was asked for nothing is sent', async (t) => {
  const server = await smtpServer(t)
  const mail = opened(t, {
    kind: 'smtp',
    host: '127.0.0.1',
    port: server.port,
    security: 'starttls',
    user: 'u',
    password: 'secret',
    from: 'a@b.test',
  })
  // SEC:B18
  await assert.rejects(mail.send(message))
  assert.ok(!server.heard.some((line) => /AUTH|MAIL FROM|secret/.test(line)))
})

test('off takes messages and sends none', async (t) => {
  await opened(t, { kind: 'off' }).send(message)
})
