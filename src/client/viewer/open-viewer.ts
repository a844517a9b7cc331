import PhotoSwipe, { type PhotoSwipeOptions } from 'photoswipe'
import { addParts } from './parts.ts'
import { type Slide, slidesAround, type ViewerWords } from './slides.ts'

let open: PhotoSwipe | undefined

/** The person wants things to stand still: by the system, or by their own setting. */
const isStill = () => {
  const chosen = document.documentElement.dataset['motion']
  return chosen === 'less' || (chosen !== 'usual' && matchMedia('(prefers-reduced-motion: reduce)').matches)
}

const still: PhotoSwipeOptions = { showHideAnimationType: 'none', zoomAnimationDuration: false }

/** A modal dialog of the browser: what is behind cannot be reached, Escape and the back gesture of a phone close it. */
function dialogFor(label: string): HTMLDialogElement {
  const dialog = document.createElement('dialog')
  dialog.id = 'viewer'
  dialog.className = 'viewer'
  dialog.ariaLabel = label
  // A live update of the page behind must not take it away.
  dialog.dataset['turboPermanent'] = ''
  document.body.append(dialog)
  return dialog
}

/** The library is deaf until its opening has ended: the last key that came before is done then. */
function keepEarlyKey(viewer: PhotoSwipe, dialog: HTMLElement): void {
  let key = ''
  dialog.addEventListener('keydown', (e) => {
    if (!viewer.opener.isOpen) key = e.key
  })
  viewer.on('bindEvents', () => {
    if (key === 'Escape') viewer.close()
    if (key === 'ArrowLeft') viewer.prev()
    if (key === 'ArrowRight') viewer.next()
  })
}

/** Opens a picture over the page with all of its post. Closed, it gives the focus back to the link that opened it. */
export function openViewer(link: HTMLAnchorElement, words: ViewerWords): void {
  open?.destroy()
  const slides = slidesAround(link)
  const at = slides.findIndex(({ src }) => src === link.href)
  // What comes next lies where the language reads on: to the left in Arabic, so the row is laid out from the other end.
  const rtl = document.documentElement.dir === 'rtl'
  const dialog = dialogFor(words['title'] ?? '')
  const viewer = new PhotoSwipe({
    dataSource: rtl ? slides.toReversed() : slides,
    index: rtl ? slides.length - 1 - at : at,
    appendToEl: dialog,
    bgOpacity: 0.97,
    wheelToZoom: true,
    counter: false,
    returnFocus: false,
    paddingFn: ({ y }, { alt }) => ({ top: 60, bottom: alt ? Math.min(144, y / 5) : 24, left: 0, right: 0 }),
    closeTitle: words['close'] ?? '',
    zoomTitle: words['zoom'] ?? '',
    arrowPrevTitle: words[rtl ? 'next' : 'previous'] ?? '',
    arrowNextTitle: words[rtl ? 'previous' : 'next'] ?? '',
    errorMsg: words['broken'] ?? '',
    ...(isStill() ? still : {}),
  })
  open = viewer
  viewer.addFilter('placeholderSrc', (src, content) => content.data.msrc ?? src)
  viewer.on('contentAppend', ({ content }) => {
    content.slide?.container.style.setProperty('--pswp-placeholder-bg', (content.data as Slide).colour)
  })
  addParts(viewer, words, slides.length)
  dialog.addEventListener('cancel', (e) => {
    e.preventDefault()
    viewer.close()
  })
  keepEarlyKey(viewer, dialog)
  viewer.on('destroy', () => {
    open = undefined
    dialog.close()
    dialog.remove()
    const back = link.isConnected ? link : document.querySelector<HTMLElement>(`a[data-picture][href="${link.getAttribute('href')}"]`)
    back?.focus({ preventScroll: true })
  })
  dialog.showModal()
  viewer.init()
  // The dialog round it has the role and the name. The library's own description of roles is English in every language.
  viewer.element?.setAttribute('role', 'group')
  for (const one of dialog.querySelectorAll('[aria-roledescription]')) one.removeAttribute('aria-roledescription')
}

// What a snapshot of the page keeps could not be closed any more.
document.addEventListener('turbo:before-cache', () => {
  document.getElementById('viewer')?.remove()
  open?.destroy()
})
