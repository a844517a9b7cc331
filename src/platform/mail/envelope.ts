import type { SendMailOptions } from 'nodemailer'
import type { Message } from './mail.ts'

/** A message as nodemailer takes it. One recipient, given as an address and not as text to be parsed; nothing is read from disk or network. */
export const envelope = (from: string, { to, subject, text, html }: Message): SendMailOptions => ({
  from,
  to: { name: '', address: to },
  subject,
  text,
  ...(html === undefined ? {} : { html }),
  disableFileAccess: true,
  disableUrlAccess: true,
})
