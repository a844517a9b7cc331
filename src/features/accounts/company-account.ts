import { idAt } from '#base/ids.ts'

/** The company account, inserted by the first migrations under this id whatever its name is. */
export const companyAccountId = idAt(Date.UTC(2026, 0, 1))
