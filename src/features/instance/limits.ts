import { keptPixels, mostBytes, mostPixels, readTypes } from '#platform/images/bounds.ts'

// In the wire's own words, as both instance documents send them. Every number is an int above 0: apps read an absent one as 0.

/** Mastodon's numbers for profiles. */
export const profileLimits = {
  max_display_name_length: 30,
  max_note_length: 500,
  max_avatar_description_length: 1500,
  max_header_description_length: 1500,
  max_featured_tags: 10,
  max_pinned_statuses: 5,
  max_profile_fields: 4,
  profile_field_name_limit: 255,
  profile_field_value_limit: 255,
}

/** `characters_reserved_per_url`: how much of the limit a link takes, whatever its length. */
export const statusLimits = { max_media_attachments: 4, characters_reserved_per_url: 23 }

/** Pictures only: video and audio are refused, so no such type is listed. Apps demand the three numbers about video all the same. */
export const mediaLimits = {
  supported_mime_types: readTypes,
  image_size_limit: mostBytes,
  image_matrix_limit: mostPixels,
  video_size_limit: mostBytes,
  video_frame_rate_limit: 120,
  video_matrix_limit: keptPixels,
}

/** Characters of an alternative text; only the newer document has it. */
export const descriptionLimit = 1500

/** Mastodon's numbers; expiry in seconds. */
export const pollLimits = { max_options: 4, max_characters_per_option: 50, min_expiration: 300, max_expiration: 2_629_746 }
