/**
 * The text when it is a path of our own, otherwise `/`. For every address that came from a request and is to be followed:
 * `//host`, `/\host`, schemes and control characters are refused (SEC:O2, SEC:O3).
 */
export function ownPath(text: string | undefined): string {
  // A browser drops tabs and line ends before it reads an address, and takes a backslash for a slash.
  if (text === undefined || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(text)) return '/'
  return text
}
