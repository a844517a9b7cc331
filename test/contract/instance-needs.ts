import { address, filled, flag, listOf, maybe, type Needs, object, type Shape, smallWhole, text, whole } from './shape.ts'

const matrix = { supported_mime_types: listOf(text), image_size_limit: whole, image_matrix_limit: whole, video_size_limit: whole }
/** Whole objects of numbers: iOS fails on a half-filled one, and Android reads a missing number as 0. */
const configuration = {
  statuses: object({ max_characters: whole, max_media_attachments: whole, characters_reserved_per_url: whole }),
  media_attachments: object({ ...matrix, video_frame_rate_limit: whole, video_matrix_limit: whole }),
  polls: object({ max_options: whole, max_characters_per_option: whole, min_expiration: whole, max_expiration: whole }),
}
const rules = listOf(object({ id: text, text }))

/** What apps must find in either form of the instance; `account` is the shape of its contact. */
export const instanceNeeds = (account: Shape): Needs => ({
  Instance: object({
    domain: filled,
    title: text,
    description: text,
    version: filled,
    rules,
    thumbnail: object({ url: address }),
    contact: object({ email: text, account: maybe(account) }),
    registrations: object({ enabled: flag }),
    api_versions: object({ mastodon: smallWhole }),
    configuration: object({ ...configuration, urls: object({ streaming: address }), translation: object({ enabled: flag }) }),
  }),
  V1_Instance: object({
    uri: filled,
    title: text,
    description: text,
    email: text,
    version: filled,
    rules,
    contact_account: maybe(account),
    urls: object({ streaming_api: address }),
    stats: object({ user_count: whole, status_count: whole, domain_count: whole }),
    configuration: object(configuration),
  }),
})
