import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openLog } from '#platform/log/log.ts'

const written = (write: (log: ReturnType<typeof openLog>) => void) => {
  const lines: string[] = []
  write(openLog({ level: 'info', role: 'web', to: { write: (line) => void lines.push(line) } }))
  return lines.join('')
}

test('an entry is one line of JSON with time, role and the request', () => {
  const entry = JSON.parse(written((log) => log.child({ requestId: 'r-17' }).warn({ a: 1 }, 'hello'))) as Record<string, unknown>
  assert.deepEqual({ ...entry, time: undefined }, { level: 40, time: undefined, role: 'web', requestId: 'r-17', a: 1, msg: 'hello' })
  assert.match(String(entry['time']), /^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
})

// SEC:B12
test('tokens, cookies, passwords and codes are masked wherever they stand', () => {
  const secret = 'S3cr3t-abcdefghijklmnopqrstuv'
  const text = written((log) => {
    log.info(
      {
        headers: {
          authorization: `Bearer ${secret}`,
          cookie: `a=${secret}`,
          'set-cookie': [`__Host-atrium=${secret}; Path=/`, `b=${secret}`],
        },
      },
      'x',
    )
    log.info(
      { deep: { er: { password: secret, access_token: secret, refreshToken: secret, client_secret: secret, token: `a"${secret}` } } },
      'x',
    )
    log.info({ url: `/oauth/x?code=${secret}&state=${secret}&access_token=${secret}#id_token=${secret}` }, 'x')
    log.info(`GET /api/v1/streaming?stream=user&access_token=${secret} HTTP/1.1`)
    log.info(`Authorization: Bearer ${secret}`)
    log.info({ database: `postgres://atrium:${secret}@db.corp.example/atrium` }, 'x')
    log.info({ err: new Error(`Cookie: __Host-atrium_session=${secret}; atrium-flow=${secret}`) }, 'x')
    log.info({ body: { code: secret } }, 'x')
    log.info({ form: `grant_type=authorization_code&code_verifier=${secret}&client_secret=${secret}&password=${secret}` }, 'x')
  })
  assert.doesNotMatch(text, /S3cr3t/)
  for (const line of text.trim().split('\n')) assert.doesNotThrow(() => JSON.parse(line), line)
  assert.match(text, /stream=user/, 'what is no secret stays')
  assert.match(text, /db\.corp\.example/)
})

test('the codes of errors stay readable', () => {
  assert.match(
    written((log) => log.info({ err: Object.assign(new Error('x'), { code: 'SQLITE_BUSY' }) }, 'x')),
    /"code":"SQLITE_BUSY"/,
  )
})

// SEC:B12
test('a line break in a value begins no new entry', () => {
  const text = written((log) => log.info({ agent: 'curl\r\n{"level":50,"msg":"forged"}' }, 'a\nb\r\nc'))
  assert.equal(text.trimEnd().split(/[\r\n]/).length, 1)
})
