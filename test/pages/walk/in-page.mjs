// Runs inside a page of ours, by the browser's own protocol: looks for what no reader should see. Answers one line for each fault.

const html = document.documentElement
const nameOf = (e) => e.tagName.toLowerCase() + (e.id ? `#${e.id}` : '') + [...e.classList].map((c) => `.${c}`).join('')
const pathOf = (e) => (e.parentElement && e.parentElement !== document.body ? `${nameOf(e.parentElement)} > ` : '') + nameOf(e)
const someOf = (list) => [...new Set(list)].slice(0, 3).join(', ')
const saysSomething = (e) => [...e.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== '')

/** Elements that reach over the edge of the window and are not cut off by anything around them. */
function beyond() {
  const wide = html.clientWidth
  return [...document.body.querySelectorAll('*')].filter((e) => {
    const { left, right, width } = e.getBoundingClientRect()
    return width > 0 && (right > wide + 1 || left < -1)
  })
}

/** Whether the letters themselves, and not an ornament beside them, leave the box of their element. */
function lettersLeave(e) {
  const box = e.getBoundingClientRect()
  const range = document.createRange()
  range.selectNodeContents(e)
  return [...range.getClientRects()].some(({ left, right, width }) => width > 0 && (right > box.right + 1 || left < box.left - 1))
}

/** Text that its own box cuts off without a sign, or that runs out of its box. */
function cut() {
  const faults = []
  for (const e of document.body.querySelectorAll('*:not(svg *)')) {
    if (e.scrollWidth <= e.clientWidth + 1 || e.clientWidth <= 1 || !saysSomething(e) || !lettersLeave(e)) continue
    const { visibility, display, overflowX, textOverflow } = getComputedStyle(e)
    if (visibility !== 'visible' || display === 'inline') continue
    if (overflowX === 'visible') faults.push(`runs out of its box: ${pathOf(e)}`)
    else if (/hidden|clip/.test(overflowX) && textOverflow !== 'ellipsis') faults.push(`is cut off: ${pathOf(e)}`)
  }
  return [...new Set(faults)]
}

/** Text in a column so narrow that it stands a letter or two to a line. */
function squeezed() {
  const faults = []
  for (const e of document.body.querySelectorAll('*:not(svg *)')) {
    const { width, height } = e.getBoundingClientRect()
    if (width <= 1 || width > 80 || height < 160 || !saysSomething(e)) continue
    const size = Number.parseFloat(getComputedStyle(e).fontSize)
    if (width < 3.5 * size && height > 8 * size) faults.push(`is squeezed to ${Math.round(width)} px: ${pathOf(e)}`)
  }
  return [...new Set(faults)]
}

/** What is wrong with the way the page is laid out now. */
function layout() {
  const beside = html.scrollWidth - html.clientWidth
  return [...(beside > 0 ? [`scrolls sideways by ${beside} px: ${someOf(beyond().map(pathOf))}`] : []), ...cut(), ...squeezed()]
}

/** As `layout`, in a window of this width and in each of these looks: attributes of the root as the server writes them. */
function layouts(looks, wide) {
  if (innerWidth !== wide) return [`the window is ${innerWidth} px wide and not ${wide}`]
  const before = Object.fromEntries(Object.entries(html.dataset))
  const faults = looks.flatMap(({ name, data }) => {
    wear(data)
    return layout().map((fault) => `${name}: ${fault}`)
  })
  wear(before)
  return faults
}

/** Puts on a look until the next page. */
function wear(data) {
  for (const key of ['theme', 'text', 'contrast']) delete html.dataset[key]
  Object.assign(html.dataset, data)
}

/** The head of the document and what stands in every page of ours. */
function bones() {
  const faults = []
  if (!/^[a-z]{2}$/.test(html.lang)) faults.push(`lang is ${html.lang}`)
  if (html.dir !== (html.lang === 'ar' ? 'rtl' : 'ltr')) faults.push(`dir is ${html.dir} in ${html.lang}`)
  if (document.title.trim() === '') faults.push('no title')
  const heads = document.querySelectorAll('h1').length
  if (heads !== 1) faults.push(`${heads} h1`)
  if (document.querySelectorAll('main').length !== 1) faults.push('not one main')
  for (const e of document.querySelectorAll('[style], [onclick], script:not([src])')) faults.push(`inline style or script: ${pathOf(e)}`)
  return faults
}

/** All words that a reader sees or hears, what an address says too. */
function words() {
  const attributes = ['title', 'aria-label', 'alt', 'placeholder', 'value', 'href', 'action', 'src', 'datetime']
  const said = attributes.flatMap((name) => [...document.querySelectorAll(`[${name}]`)].map((e) => e.getAttribute(name)))
  return [document.title, document.body.innerText, ...said]
}

/** Pictures that are not there; those that would wait until they are scrolled to are asked for first. */
function pictures() {
  // The pixel that marks home as read where no script runs has no picture in it.
  const all = [...document.images].filter((one) => !one.getAttribute('src').startsWith('/home/read'))
  for (const one of all) one.loading = 'eager'
  return all.filter((one) => !one.complete || one.naturalWidth === 0).map((one) => `picture not loaded: ${one.getAttribute('src')}`)
}

/** What still moves. */
const moving = () =>
  document
    .getAnimations()
    .filter((one) => one.playState === 'running')
    .map((one) => `moves: ${pathOf(one.effect.target)}`)

/** What would move to its place, there at once. */
function settle() {
  for (const one of document.getAnimations()) if (Number.isFinite(one.effect.getComputedTiming().endTime)) one.finish()
}

/** Everything that folds, open. */
function unfold() {
  for (const one of document.querySelectorAll('details:not(.menu)')) one.open = true
}

globalThis.walk = { layout, layouts, wear, bones, words, pictures, moving, settle, unfold }
