import type { IOptions } from 'sanitize-html'

type Attributes = Record<string, string>

const words = (text: string) => text.split(' ')

/** Whose content is no text for readers. `noscript`, `xmp` and the like are raw text to one parser and markup to another (SEC:H5). */
const dropped = words(
  'script style textarea option xmp noscript noembed plaintext noframes iframe title template svg math object embed audio video canvas head',
)

/** No class that a stylesheet could hide text with (SEC:H7); microformats and what apps look for. */
const classes = words('h-card u-url p-name mention hashtag')

const headings = Object.fromEntries(words('h1 h2 h3 h4 h5 h6').map((tag) => [tag, 'p']))

/** Everything that HTML from elsewhere may hold (SEC:H2, SEC:H4). */
export const allowList: IOptions = {
  allowedTags: words('p br span a em strong b i u del s pre code blockquote ul ol li ruby rt rp'),
  allowedAttributes: { a: words('href rel target translate'), span: ['translate'], ol: words('start reversed'), li: ['value'] },
  allowedClasses: { a: classes, span: classes },
  allowedSchemes: words('http https'),
  allowProtocolRelative: false,
  nonTextTags: dropped,
  nestingLimit: 30,
  parseStyleAttributes: false,
  transformTags: { ...headings, a: (_, attribs) => link(attribs), span: (_, attribs) => ({ tagName: 'span', attribs: shared(attribs) }) },
}

const shared = (attribs: Attributes): Attributes => ({
  ...(attribs['class'] && { class: attribs['class'] }),
  ...(attribs['translate'] === 'no' && { translate: 'no' }),
})

/** Where a link leads is the whole of it: one that leads nowhere becomes a span, one that leaves opens apart from us. */
function link(attribs: Attributes): { tagName: string; attribs: Attributes } {
  const { href = '', class: names = '' } = attribs
  const kept = shared(attribs)
  if (!/^https?:\/\//i.test(href) || !URL.canParse(href)) return { tagName: 'span', attribs: kept }
  const isOf = (name: string) => names.split(/\s+/).includes(name)
  if (isOf('hashtag')) return { tagName: 'a', attribs: { href, ...kept, rel: 'tag' } }
  if (isOf('mention')) return { tagName: 'a', attribs: { href, ...kept } }
  return { tagName: 'a', attribs: { href, target: '_blank', rel: 'nofollow noopener', ...kept } }
}
