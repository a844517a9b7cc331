/** Puts words where the writing mark stands, with a space before them where they would stick to a word, and tells the form. */
export function insertText(area: HTMLTextAreaElement, words: string): void {
  const { selectionStart: start, selectionEnd: end, value } = area
  const glued = words.startsWith(':') && /\S$/.test(value.slice(0, start))
  area.setRangeText(glued ? ` ${words}` : words, start, end, 'end')
  area.focus()
  area.dispatchEvent(new Event('input', { bubbles: true }))
}
