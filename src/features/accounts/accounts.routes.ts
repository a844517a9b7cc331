import { forbidden } from '#base/errors.ts'
import { area, get, post } from '#http/area.ts'
import { AccountPath, Batch, Lookup } from './accounts.input.ts'
import { lookUpAccount, showAccount } from './show-account.ts'
import { showAccounts } from './show-accounts.ts'

export const accountsArea = area('accounts', [
  // Accounts come from the company's directory at first sign-in, never from here, whoever asks (SEC:A18).
  post('/api/v1/accounts', { scope: 'public', returns: 'Token' }, async () => {
    throw forbidden('registration_closed', 'Accounts are made by signing in with the company account, not here')
  }),
  get(
    '/api/v1/accounts',
    { scope: 'read:accounts', query: Batch, returns: 'Account[]' },
    async (c) => await showAccounts(c.site, c.query.id),
  ),
  get(
    '/api/v1/accounts/lookup',
    { scope: 'read:accounts', query: Lookup, returns: 'Account' },
    async (c) => await lookUpAccount(c.site, c.query.acct),
  ),
  get(
    '/api/v1/accounts/:id',
    { scope: 'read:accounts', params: AccountPath, returns: 'Account' },
    async (c) => await showAccount(c.site, c.params.id),
  ),
])
