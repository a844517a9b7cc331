import { forbidden, notFound } from '#base/errors.ts'
import { showAccount } from '#features/accounts/show-account.ts'
import { Answer, area, get, post } from '#http/area.ts'
import { IdPath } from './unoffered.input.ts'

const absent = (noun: string) => async () => {
  throw notFound(noun)
}
const report = '/api/v1/annual_reports/:year'
const reading = { scope: 'read:accounts', done: false } as const
const writing = { scope: 'write:accounts', done: false } as const

export const unofferedArea = area('unoffered', [
  get('/api/v1/annual_reports', { ...reading, returns: 'WrappedAnnualReports' }, async () => ({
    annual_reports: [],
    accounts: [],
    statuses: [],
  })),
  get(report, { ...reading, returns: 'WrappedAnnualReports' }, absent('annual report')),
  get(`${report}/state`, { ...reading, returns: 'AnnualReportState' }, async () => ({ state: 'ineligible' })),
  post(`${report}/read`, { ...writing, returns: 'Empty' }, absent('annual report')),
  post(`${report}/generate`, { ...writing, returns: 'Empty' }, async () => ({})),

  // A company asks nobody for money.
  get(
    '/api/v1/donation_campaigns',
    { scope: 'any', returns: 'DonationCampaign', answers: { 204: 'There is none' } },
    async () => new Answer(undefined, { status: 204 }),
  ),

  // Nothing is computed after its answer, so no answer has named a refresh.
  get('/api/v1_alpha/async_refreshes/:id', { scope: 'read', returns: 'AsyncRefreshWrapper', done: false }, absent('refresh')),

  get('/api/v1/timelines/link', { scope: 'read:statuses', returns: 'Status[]', done: false }, absent('trending link')),

  // Addresses come from the directory, which has confirmed them.
  post('/api/v1/emails/confirmations', { scope: 'write:accounts', returns: 'Empty', done: false }, async () => {
    throw forbidden()
  }),
  get('/api/v1/emails/check_confirmation', { scope: 'read:accounts', returns: 'none' }, async () => true),

  // Empty in Mastodon too, since Keybase is gone; deprecated on this day (RFC 9745).
  get('/api/v1/accounts/:id/identity_proofs', { scope: 'any', params: IdPath, returns: 'IdentityProof[]' }, async (c) => {
    await showAccount(c.site, c.params.id)
    return new Answer([], { headers: { deprecation: '@1648598400' } })
  }),
])
