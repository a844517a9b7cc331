/** A device as the push service knows it, and the keys for what only the device may read. */
export interface PushTarget {
  endpoint: string
  /** base64url without padding. */
  p256dh: string
  auth: string
  /** RFC 8291 (`aes128gcm`); otherwise the draft before it (`aesgcm`). */
  standard: boolean
}

/** Who sends (RFC 8292). */
export interface PushSender {
  /** `https:` or `mailto:` of whoever runs this server. */
  subject: string
  publicKey: string
  privateKey: string
}

export interface PushMessage {
  text: string
  /** Seconds that the push service keeps it for a device that is away (RFC 8030, 5.2). */
  ttl: number
  /** At most 32 characters of base64url: a second one of the same topic takes the place of the first (RFC 8030, 5.4). */
  topic: string
}

/**
 * What became of a message. `taken`: the push service has it. `gone`: it knows the device no more. `later`: it or the way to it has no time
 * now. `refused`: it never will take this one. `barred`: our own rules let nobody ask that host.
 */
export type PushEnd = 'taken' | 'gone' | 'later' | 'refused' | 'barred'

export interface PushAnswer {
  end: PushEnd
  /** The HTTP status, or the reason why there was none (FetchReason). */
  said: string
  /** No answer at all came from the host. */
  silent: boolean
  /** Seconds for which the push service asks to be left alone; at most a day. */
  retryAfter?: number
}
