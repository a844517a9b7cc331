import type { Clock } from '#base/clock.ts'
import type { Config } from '../config/config.ts'
import { fileMail } from './file-mail.ts'
import type { Mail } from './mail.ts'
import { smtpMail } from './smtp-mail.ts'

const off: Mail = {
  async send() {},
  close() {},
}

/** Opens the way for mail that the configuration names. `off` takes every message and sends none. */
export function openMail(config: Config, clock: Clock): Mail {
  const { mail } = config
  if (mail.kind === 'off') return off
  return mail.kind === 'file' ? fileMail(mail, clock) : smtpMail(mail)
}
