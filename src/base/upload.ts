/** A file that came with a form: its bytes lie at `path` until the request is answered. `name` and `type` are what the sender says. */
export class Upload {
  readonly name: string
  readonly type: string
  readonly size: number
  readonly path: string
  constructor(name: string, type: string, size: number, path: string) {
    this.name = name
    this.type = type
    this.size = size
    this.path = path
  }
}
