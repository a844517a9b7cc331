import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Clock, iso } from '#base/clock.ts'
import { randomHex } from '#base/ids.ts'
import type { MailConfig } from '../config/config.ts'
import { envelope } from './envelope.ts'
import type { Mail } from './mail.ts'

/** One `.eml` file for each message, as it would have gone out; the names sort by time. A file appears whole or not at all. */
export function fileMail(config: Extract<MailConfig, { kind: 'file' }>, clock: Clock): Mail {
  return {
    async send(message) {
      // Loaded with the first message: a start does not wait for it.
      const { createTransport } = await import('nodemailer')
      const transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' })
      const { message: bytes } = await transport.sendMail(envelope(config.from, message))
      await mkdir(config.folder, { recursive: true })
      const name = `${iso(clock.now()).replaceAll(':', '-')}-${randomHex(4)}.eml`
      const draft = join(config.folder, `.${name}`)
      await writeFile(draft, bytes, { mode: 0o600, flush: true })
      await rename(draft, join(config.folder, name))
    },
    close() {},
  }
}
