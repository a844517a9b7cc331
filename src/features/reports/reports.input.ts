import { idInput, idsInput, listOf } from '#features/accounts/accounts.input.ts'
import { z } from 'zod'

/** POST /api/v1/reports. Partners, to whom a report could be forwarded, and collections are not there yet: both are left aside. */
export const ReportBody = z
  .object({
    account_id: idInput,
    status_ids: idsInput(500).default([]),
    comment: z.string().max(1000).default(''),
    category: z.enum(['spam', 'legal', 'violation', 'other']).exactOptional(),
    rule_ids: listOf(z.union([z.string(), z.number()]).transform(Number), 100).default([]),
  })
  .transform(({ account_id, status_ids, rule_ids, ...rest }) => ({
    ...rest,
    targetId: account_id,
    statusIds: status_ids,
    ruleIds: [...new Set(rule_ids)],
  }))
