export interface Message {
  to: string
  subject: string
  text: string
  html?: string
}

/** Sends mail: by SMTP, into files, or nowhere, as the configuration says. Throws when the server does not take the message. */
export interface Mail {
  send(message: Message): Promise<void>
  close(): void
}
