import type { z } from 'zod'

/** Keys that somebody may look for, and why they are not there. */
const reasons: Readonly<Record<string, string>> = {
  // SEC:S10 two XML parsers that disagree have broken SAML again and again
  saml: 'SAML is not supported, because its signatures have been forged too often; put an OpenID Connect bridge in front of the provider',
  password: 'a secret is not written here; put it into a file of mode 0600 and name that in password_file',
  client_secret: 'a secret is not written here; put it into a file of mode 0600 and name that in client_secret_file',
}

/** One line for each fault of the shape. `spelled` tells by which variable or flag a key was given. */
export function shapeFaults(error: z.ZodError, spelled: ReadonlyMap<string, string>): string[] {
  const named = (key: string) => {
    const source = [...spelled].find(([given]) => given === key || given.startsWith(`${key}.`) || key.startsWith(`${given}.`))?.[1]
    return source === undefined ? key : `${key} (${source})`
  }
  return error.issues.flatMap((issue) => {
    const path = issue.path.map(String)
    if (issue.code !== 'unrecognized_keys') return [`${named(path.join('.'))}: ${words(issue.message)}`]
    return issue.keys.map((key) => `${named([...path, key].join('.'))}: ${reasons[key.toLowerCase()] ?? 'unknown key'}`)
  })
}

/** zod's own words for a value that is missing or of the wrong type, in plain ones. */
const words = (message: string) =>
  message.endsWith('received undefined') ? 'is missing' : /expected object/.test(message) ? 'must be a table' : message

/** The tree without what was faulty, so that the rest can be checked in the same go. */
export function withoutFaults(tree: Record<string, unknown>, error: z.ZodError): Record<string, unknown> {
  const rest = structuredClone(tree)
  for (const issue of error.issues) {
    const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path]
    for (const [section, key] of paths.map((path) => path.map(String))) {
      const table = rest[section!]
      if (key !== undefined && typeof table === 'object' && table !== null) delete (table as Record<string, unknown>)[key]
      else delete rest[section!]
    }
  }
  return rest
}
