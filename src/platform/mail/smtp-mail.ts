import type { MailConfig } from '../config/config.ts'
import { envelope } from './envelope.ts'
import type { Mail } from './mail.ts'

type Smtp = Extract<MailConfig, { kind: 'smtp' }>

const options = (config: Smtp) => ({
  host: config.host,
  port: config.port,
  secure: config.security === 'tls',
  // Never fall back to plain text when the server stops offering STARTTLS.
  requireTLS: config.security === 'starttls',
  ignoreTLS: config.security === 'none',
  connectionTimeout: 5_000,
  greetingTimeout: 5_000,
  socketTimeout: 20_000,
  pool: true,
  maxConnections: 2,
  ...(config.user === undefined ? {} : { auth: { user: config.user, pass: config.password ?? '' } }),
})

const open = async (config: Smtp) => (await import('nodemailer')).createTransport(options(config))

/** Hands messages to the company's mail server. */
export function smtpMail(config: Smtp): Mail {
  let transport: ReturnType<typeof open> | undefined
  return {
    async send(message) {
      transport ??= open(config)
      await (await transport).sendMail(envelope(config.from, message))
    },
    close() {
      transport?.then(
        (opened) => opened.close(),
        () => undefined,
      )
    },
  }
}
