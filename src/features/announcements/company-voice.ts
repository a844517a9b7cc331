import type { Viewer } from '#base/viewer.ts'
import { companyAccountId } from '#features/accounts/company-account.ts'

/** The company account as the author of a post: nobody's, so no person has this id. `language` is the post's, BCP 47. */
export const companyVoice = (language = 'en'): Viewer => ({
  personId: 0,
  accountId: companyAccountId,
  role: 'user',
  locale: language,
  timeZone: 'UTC',
})
