/**
 * A picture opens over the page, with the others of its post (`viewer/open-viewer.ts`). What that needs is loaded with the first touch; where it
 * cannot be had, and without JavaScript, the link leads to the file.
 */
const linkOf = ({ target }: Event) => (target instanceof Element ? target.closest<HTMLAnchorElement>('a[data-picture]') : null)

const words = () => document.getElementById('viewer-words')?.dataset ?? {}

let style: Promise<unknown> | undefined
const withStyle = () =>
  (style ??= new Promise((resolve, reject) => {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: words()['style'] })
    link.onload = resolve
    link.onerror = reject
    document.head.append(link)
  }))

const load = async () => (await Promise.all([import('./viewer/open-viewer.ts'), withStyle()]))[0]

document.addEventListener('pointerdown', (e) => {
  if (linkOf(e)) load().catch(() => undefined)
})
document.addEventListener('click', (e) => {
  const link = linkOf(e)
  if (!link || e.defaultPrevented || e.button !== 0 || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return
  e.preventDefault()
  load()
    .then(({ openViewer }) => openViewer(link, words()))
    .catch(() => location.assign(link.href))
})
