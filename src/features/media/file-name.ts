/**
 * The name under which a file is shown in its address: the author's, without any path, with at most 80 letters, digits, `.`, `_` and `-`, and the
 * ending of what we made of it. Never a part of a storage key (SEC:T2).
 */
export function fileName(given: string, extension: string): string {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const stem = last
    .replace(/\.[^.]*$/, '')
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[.-]+|[.-]+$/g, '')
  return `${/^.{1,80}/su.exec(stem)?.[0] ?? 'picture'}${extension}`
}
