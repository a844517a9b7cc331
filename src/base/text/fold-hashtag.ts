/** Latin letters that do not decompose into a letter and a mark. */
const latin: Record<string, string> = { đ: 'd', ð: 'd', ħ: 'h', ı: 'i', ĸ: 'k', ł: 'l', ŋ: 'n', ø: 'o', ŧ: 't', ŀ: 'l' }

/**
 * The key under which a tag is found: width, case and Latin diacritics do not count (`#CAFÉ` is `#cafe`), those of other scripts do,
 * where they make other words (`が` is not `か`).
 */
export function foldHashtag(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .normalize('NFC')
    .replace(/[đðħıĸłŋøŧŀ]/g, (letter) => latin[letter]!)
}
