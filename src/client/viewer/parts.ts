import type PhotoSwipe from 'photoswipe'
import type { Slide, ViewerWords } from './slides.ts'

const shownBy = (viewer: PhotoSwipe) => viewer.currSlide?.data as Slide | undefined

/** Whether what a picture shows stands under it; the next picture keeps what was chosen for this one. */
let isTold = true

/** The description and the button that hides it, so that it covers nothing that somebody wants to see. */
function description(viewer: PhotoSwipe, place: HTMLElement, words: ViewerWords): void {
  const text = Object.assign(document.createElement('p'), { id: 'viewer-alt', dir: 'auto', tabIndex: 0 })
  const button = Object.assign(document.createElement('button'), { type: 'button', textContent: words['description'] })
  button.setAttribute('aria-controls', text.id)
  const show = () => {
    const alt = shownBy(viewer)?.alt ?? ''
    place.hidden = alt === ''
    text.textContent = alt
    text.hidden = !isTold
    button.ariaExpanded = String(isTold)
  }
  button.addEventListener('click', () => {
    isTold = !isTold
    show()
  })
  place.append(button, text)
  viewer.on('change', show)
}

/** What stands round a picture beside the library's own buttons: which one it is, its file, what it shows. */
export function addParts(viewer: PhotoSwipe, words: ViewerWords, all: number): void {
  const number = (n: number) => n.toLocaleString(document.documentElement.lang)
  viewer.on('uiRegister', () => {
    viewer.ui?.registerElement({
      name: 'place',
      className: 'pswp__counter',
      order: 5,
      onInit(element) {
        viewer.on('change', () => {
          const nth = number(shownBy(viewer)?.nth ?? 1)
          element.textContent = (words['place'] ?? '').replace('{nth}', nth).replace('{all}', number(all))
        })
      },
    })
    viewer.ui?.registerElement({
      name: 'file',
      tagName: 'a',
      isButton: true,
      order: 8,
      title: words['file'] ?? '',
      html: {
        isCustomSVG: true,
        size: 32,
        inner: '<path d="M14 8H8v16h16v-6h-2.5v3.5h-11v-11H14zm3.5 0v2.5h2.2l-6.1 6.1 1.8 1.8 6.1-6.1v2.2H24V8z" id="viewer-file"/>',
        outlineID: 'viewer-file',
      },
      onInit(element) {
        const link = element as HTMLAnchorElement
        link.target = '_blank'
        viewer.on('change', () => {
          link.href = shownBy(viewer)?.src ?? ''
        })
      },
    })
    viewer.ui?.registerElement({
      name: 'words',
      className: 'viewer-words',
      appendTo: 'root',
      order: 11,
      onInit: (element) => description(viewer, element, words),
    })
  })
}
