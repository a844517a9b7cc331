/** An object in storage as the row that names it knows it. `size` in bytes; `mime` is from our own table, never the sender's word. */
export interface StoredFile {
  key: string
  mime: string
  size: number
  sha256: string
}
