import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Values that documentation and images ship: a secret that everybody knows is none (SEC:B15). */
const known = /^(?:change-?me|secret|password|passwort|admin|default|example|test|12345678?9?0?|minioadmin|postgres)$/i

/** The fault of a file's mode, or undefined: others must not be able to read a secret (SEC:B15). */
export function modeFault(path: string): string | undefined {
  const mode = statSync(path).mode & 0o777
  if ((mode & 0o077) === 0) return undefined
  return `${path} holds a secret but its mode is ${mode.toString(8).padStart(4, '0')}: others can read it (chmod 600 ${path})`
}

/** Reads secrets from files that only we can read, or from systemd's credentials, which are named by key (`mail.password`). */
export class SecretFiles {
  readonly #credentials: string | undefined
  readonly #faults: string[]
  /** `credentials` is $CREDENTIALS_DIRECTORY, whose folder systemd guards itself. */
  constructor(credentials: string | undefined, faults: string[]) {
    this.#credentials = credentials
    this.#faults = faults
  }

  /** Path of the credential of that name, if systemd has handed one over. */
  credential(key: string): string | undefined {
    const path = this.#credentials && join(this.#credentials, key)
    return path && existsSync(path) ? path : undefined
  }

  /** The secret `key`, or undefined when neither a file nor a credential was given. */
  read(key: string, file: string | undefined): string | undefined {
    const path = file ?? this.credential(key)
    if (path === undefined) return undefined
    try {
      const fault = file === undefined ? undefined : modeFault(file)
      const value = readFileSync(path, 'utf8').replace(/\r?\n$/, '')
      if (fault) this.#faults.push(`${key}: ${fault}`)
      else if (!value || /\p{Cc}/u.test(value)) this.#faults.push(`${key}: ${path} must hold one line with the secret`)
      else if (known.test(value)) this.#faults.push(`${key}: ${path} holds a value that everybody knows; make a random one`)
      return value
    } catch (e) {
      this.#faults.push(`${key}: ${(e as Error).message}`)
      return undefined
    }
  }
}
