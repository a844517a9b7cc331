import { uploadMedia } from '#features/media/upload-media.ts'
import { form, go, pageArea, stream } from '#http/page.ts'
import { PictureForm } from './composer.input.ts'
import { keptView } from './kept-pictures.html.ts'

export const composerAids = pageArea('composer-aids', [
  // A picture on its own, while the rest is being written; without JavaScript the composer's form carries it.
  form('/media', { body: PictureForm, limit: 'uploads' }, async (c) => {
    const { file, place } = c.body
    const picture = keptView(await uploadMedia(c.site, c.viewer, { file, alt: null, focus: null }), { alt: '', nth: place })
    if (!c.wantsStream) return go('/publish')
    return stream([{ action: 'append', target: 'kept-pictures', partial: 'kept-picture', data: picture }])
  }),
])
