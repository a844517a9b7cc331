/** Keys of objects whose value is never written: the same words as in headers, forms and tokens' answers. */
const keys =
  'authorization|proxy-authorization|cookie|set-cookie|password|passwd|secret|client_?secret|token|access_?token|refresh_?token|id_?token|csrf|code_?verifier|logout_?token'
const rules: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`"(${keys})":\\s*(?:"(?:[^"\\\\]|\\\\.)*"|\\[[^\\]]*\\])`, 'gi'), '"$1":"(masked)"'],
  // An authorization code is long; the short codes under the same key are the database's and Node's.
  [/"code":"[\w-]{20,}"/g, '"code":"(masked)"'],
  [
    /\b(access_token|refresh_token|id_token|id_token_hint|client_secret|code|code_verifier|state|token|password)=[^&\s"'\\#;]+/gi,
    '$1=(masked)',
  ],
  [/\b(Bearer|Basic)\s+[\w~+/.=-]+/gi, '$1 (masked)'],
  [/\b((?:__Host-|__Secure-)?atrium[\w-]*)=[^;\s"\\]+/gi, '$1=(masked)'],
  [/(:\/\/[^/:@\s"\\]*):[^/@\s"\\]*@/g, '$1:(masked)@'],
]

/** A finished log line without tokens, cookies, passwords and codes, wherever in it they stand (SEC:B12). */
export const mask = (line: string): string => rules.reduce((text, [pattern, instead]) => text.replace(pattern, instead), line)
