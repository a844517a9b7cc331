import { unprocessable } from '#base/errors.ts'

/** A post that asks shows no pictures, as in Mastodon: apps draw one or the other. Throws 422 when there are any. */
export function picturesOrPoll(pictures: readonly unknown[]): void {
  if (pictures.length > 0) throw unprocessable('poll_pictures', 'A post can have pictures or a poll, not both')
}
