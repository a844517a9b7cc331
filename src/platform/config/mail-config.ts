import { join } from 'node:path'
import { isLoopbackHost } from './addresses.ts'
import type { MailConfig } from './configuration.ts'
import type { SecretFiles } from './secret-files.ts'
import type { MailFile } from './shape.ts'

interface Means {
  at(path: string): string
  secrets: SecretFiles
  faults: string[]
  data: string
  /** Our own host name: mail comes from it unless told otherwise. */
  host: string
}

const ports = { tls: 465, starttls: 587, none: 25 }

/** How mail leaves: not at all, into a folder, or by SMTP. A password never travels in clear to another machine (SEC:B4). */
export function readMail(mail: MailFile, means: Means): MailConfig {
  const from = mail.from ?? `Atrium <atrium@${means.host}>`
  if (mail.kind === 'off') return { kind: 'off' }
  if (mail.kind === 'file') return { kind: 'file', folder: means.at(mail.folder ?? join(means.data, 'mail')), from }
  const password = means.secrets.read('mail.password', mail.password_file === undefined ? undefined : means.at(mail.password_file))
  if (mail.host === undefined) means.faults.push("mail.host: is missing; it names the company's mail server")
  if ((mail.user === undefined) !== (password === undefined)) means.faults.push('mail: user and password_file belong together')
  if (password !== undefined && mail.security === 'none' && !isLoopbackHost(mail.host ?? ''))
    means.faults.push('mail.security: none would send the password in clear; use tls or starttls')
  return {
    kind: 'smtp',
    host: mail.host ?? '',
    port: mail.port ?? ports[mail.security],
    security: mail.security,
    ...(mail.user === undefined ? {} : { user: mail.user }),
    ...(password === undefined ? {} : { password }),
    from,
  }
}
