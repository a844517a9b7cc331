import { isPrefetch, streamType } from './accepts.ts'
import { readCookie, writeCookie } from './cookies.ts'
import type { Exchange } from './exchange.ts'
import { flashCookie, readFlash, writeFlash } from './flash.ts'
import { frameOf } from './frame-of.ts'
import { ownPath } from './own-path.ts'
import type { PageClass, PageReply, SetCookie } from './page.ts'
import type { Parts } from './parts.ts'
import { flatten, htmlType, send } from './send.ts'
import { fallbackLocale } from '#platform/words/words.ts'

/** Sends what a page's handler returned, in the layout and with the headers of its class. */
export async function answerPage(parts: Parts, x: Exchange, kind: PageClass, reply: PageReply): Promise<void> {
  const { https } = parts.site.config
  const cookies = (list: readonly SetCookie[]) => list.flatMap((cookie) => ['set-cookie', writeCookie(cookie, https)])

  switch (reply.kind) {
    case 'view': {
      const frame = await frameOf(parts, x, reply.title, kind === 'page')
      const flash = isPrefetch(x.req) ? undefined : readFlash(readCookie(x.req.headers.cookie, flashCookie, https))
      const set = [...reply.cookies]
      if (flash && parts.words.has(fallbackLocale, flash.key)) {
        frame.flash = { text: parts.words.say(x.locale, flash.key), focus: flash.focus }
        set.push({ name: flashCookie, value: '', maxAge: 0 })
      }
      // A frame takes only its own element out of the answer, so the house round it need not be built.
      const html =
        kind === 'page' && x.header('turbo-frame') !== undefined
          ? parts.pages.body(reply.template, reply.data, frame)
          : parts.pages.page(kind, reply.template, reply.data, frame)
      const { list } = flatten(reply.headers)
      return send(x, reply.status, htmlType, [...list, ...cookies(set)], html)
    }
    case 'go': {
      const set = reply.flash === undefined ? reply.cookies : [...reply.cookies, writeFlash(reply.flash, reply.focus)]
      return redirect(x, ownPath(reply.path), reply.headers, cookies(set))
    }
    case 'leave':
      if (kind !== 'signin') throw new Error('only pages of the class signin may lead to another origin')
      return redirect(x, reply.url, reply.headers, cookies(reply.cookies))
    case 'stream': {
      const frame = await frameOf(parts, x, '', kind === 'page')
      return send(x, 200, streamType, [], parts.pages.streams(reply.parts, frame))
    }
    case 'raw': {
      const { list } = flatten(reply.headers)
      return send(x, reply.status, reply.type, list, reply.body)
    }
  }
}

/** 303, so that a form becomes a GET. The address goes out as it is: an app's scheme survives byte for byte. */
function redirect(x: Exchange, address: string, headers: Readonly<Record<string, string>>, cookies: readonly string[]): void {
  // What has no form in a header line is an attack or a fault, never an address (SEC:O6).
  if (!/^[\x21-\x7e]+$/.test(address)) throw new Error('the address of a redirect is malformed')
  send(x, 303, undefined, ['location', address, ...flatten(headers).list, ...cookies], undefined)
}
