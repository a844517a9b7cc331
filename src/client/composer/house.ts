/**
 * What the first load has and the composer uses. It is handed in and not imported, since a bundler would move what two bundles share into a third
 * one, and every page would wait for it.
 */
export interface House {
  /** Says a sentence in the page's live region. */
  say(text: string): void
  visit(path: string): void
  renderStreamMessage(html: string): void
}
