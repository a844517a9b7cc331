import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Handlebars from 'handlebars'
import type { Assets } from './assets.ts'
import type { StreamPart } from './page.ts'
import type { Frame } from './pages/frame.ts'
import { tagsFor } from './pages/template-tags.ts'
import type { Words } from '#platform/words/words.ts'

type Template = (context: object, options: { data: object }) => string

/**
 * Our own templates, compiled at first use and kept. The only caller of `compile`, and only on files of `views`: never on data, on
 * settings or on anything that a person wrote (SEC:H13).
 */
export class Pages {
  #folder: string
  #engine = Handlebars.create()
  #templates = new Map<string, Template>()
  #options: CompileOptions
  #hasPartials = false

  /** `folder`: `views`, with `layouts`, `pages` and `partials`. */
  constructor(folder: string, words: Words, assets: Assets) {
    this.#folder = folder
    const helpers = tagsFor(words, assets)
    this.#engine.registerHelper(helpers as unknown as Handlebars.HelperDeclareSpec)
    this.#options = {
      strict: true,
      knownHelpersOnly: true,
      knownHelpers: Object.fromEntries(Object.keys(helpers).map((name) => [name, true])),
      explicitPartialContext: true,
      preventIndent: true,
      noEscape: false,
    }
  }

  /** A whole document: `pages/<template>` inside `layouts/<layout>`. Throws on a missing name, sentence or value. */
  page(layout: string, template: string, data: object, frame: Frame): string {
    const body = this.body(template, data, frame)
    return this.#template(`layouts/${layout}`)({ body }, { data: { ...frame } })
  }

  /** A page without its layout: all that a Turbo frame takes of it. */
  body(template: string, data: object, frame: Frame): string {
    return this.#template(`pages/${template}`)(data, { data: { ...frame } })
  }

  /** One partial: what a stream element or a live update carries. */
  partial(name: string, data: object, frame: Frame): string {
    return this.#template(`partials/${name}`)(data, { data: { ...frame } })
  }

  /** Turbo stream elements. */
  streams(parts: readonly StreamPart[], frame: Frame): string {
    return parts
      .map(({ action, partial, data, morph, ...where }) => {
        const [target, name] = 'target' in where ? [where.target, 'target'] : [where.targets, 'targets']
        const method = morph ? ' method="morph"' : ''
        const open = `<turbo-stream action="${action}" ${name}="${Handlebars.escapeExpression(target)}"${method}>`
        const inner = partial === undefined ? '' : `<template>${this.partial(partial, data ?? {}, frame)}</template>`
        return `${open}${inner}</turbo-stream>`
      })
      .join('')
  }

  /** A sentence for the status line of the page, as a stream element. */
  statusStream(sentence: string): string {
    return `<turbo-stream action="update" target="status"><template>${Handlebars.escapeExpression(sentence)}</template></turbo-stream>`
  }

  #template(name: string): Template {
    const kept = this.#templates.get(name)
    if (kept) return kept
    if (!this.#hasPartials) this.#readPartials()
    const compiled: Template = this.#engine.compile(readFileSync(join(this.#folder, `${name}.hbs`), 'utf8'), this.#options)
    this.#templates.set(name, compiled)
    return compiled
  }

  /** Handlebars compiles a partial when it is first used. */
  #readPartials(): void {
    const root = join(this.#folder, 'partials')
    for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.hbs')) continue
      this.#engine.registerPartial(file.replace(/\.hbs$/, ''), readFileSync(join(root, file), 'utf8'))
    }
    this.#hasPartials = true
  }
}
