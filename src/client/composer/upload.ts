/**
 * Sends one picture and adds the server's answer to a list, or lets it say why not. False when the server was not reached. XHR, since fetch
 * tells nothing of how far an upload is.
 */
export async function upload(
  file: File,
  into: Element,
  fields: Record<string, string>,
  tell: { progress(share: number): void; answer(html: string): void },
): Promise<boolean> {
  return await new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/media')
    request.setRequestHeader('accept', 'text/vnd.turbo-stream.html')
    request.upload.addEventListener('progress', ({ loaded, total, lengthComputable }) => {
      if (lengthComputable) tell.progress(loaded / total)
    })
    request.addEventListener('loadend', () => {
      const page = new DOMParser().parseFromString(request.responseText, 'text/html')
      const added = request.status === 200 ? page.querySelector<HTMLTemplateElement>('turbo-stream[action=append] > template') : null
      // Turbo would add it with the next frame, and a post that waits for it would go without.
      if (added) into.append(document.importNode(added.content, true))
      else if (request.status > 0) tell.answer(request.responseText)
      resolve(request.status > 0)
    })
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    form.append('file', file)
    request.send(form)
  })
}
