/** The plain text of a piece of HTML. */
export function stripHtml(html: string): string {
  return html
}
