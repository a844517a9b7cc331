import assert from 'node:assert/strict'
import { type ApiAnswer, type ApiRequest, rowFor } from '../api.ts'
import { type Needs, unmet } from '../contract/shape.ts'
import type { Company } from './company.ts'

type Verb = 'get' | 'post' | 'put' | 'patch' | 'delete'

/** An app on somebody's phone: sends as it does, decodes as it does, and stops at the first answer that it cannot decode. */
export interface Phone {
  /** The answer's JSON; anything but 200 fails the test. */
  ask(verb: Verb, path: string, o?: ApiRequest): Promise<ApiAnswer['json']>
  /** The whole answer, whatever its status. */
  send(verb: Verb, path: string, o?: ApiRequest): Promise<ApiAnswer>
}

/**
 * `needs` is the app's decoder, by entity; the contract of all apps together is checked besides. An app that runs in a browser has an
 * origin, and sees an answer only when that may.
 */
export function phoneAt(company: Company, { needs, origin }: { needs: Needs; origin?: string }, token?: string): Phone {
  const api = company.api(token)
  const send: Phone['send'] = async (verb, path, o = {}) => {
    const answer = await api[verb](path, origin === undefined ? o : { ...o, headers: { ...o.headers, origin } })
    if (origin !== undefined) assert.equal(answer.headers.get('access-control-allow-origin'), '*', `${verb} ${path}`)
    const row = rowFor(verb.toUpperCase(), path.split('?')[0]!)
    if (row && answer.status === 200 && answer.json !== undefined)
      assert.deepEqual(unmet(needs, row.returns, answer.json), [], `${verb} ${path}`)
    return answer
  }
  return {
    send,
    async ask(verb, path, o) {
      const answer = await send(verb, path, o)
      assert.equal(answer.status, 200, `${verb} ${path}: ${answer.text}`)
      return answer.json
    },
  }
}

/** A form as it is sent percent-encoded; lists are written with brackets. */
export const form = (fields: Record<string, string | readonly string[]>): URLSearchParams =>
  new URLSearchParams(
    Object.entries(fields).flatMap(([key, value]) =>
      typeof value === 'string' ? [[key, value] as [string, string]] : value.map((one): [string, string] => [`${key}[]`, one]),
    ),
  )

/** The same with one part for each value. */
export function parts(fields: Record<string, string | readonly string[] | Blob>): FormData {
  const data = new FormData()
  for (const [key, value] of Object.entries(fields))
    if (typeof value === 'string') data.set(key, value)
    else if (value instanceof Blob) data.set(key, value)
    else for (const one of value) data.append(`${key}[]`, one)
  return data
}
