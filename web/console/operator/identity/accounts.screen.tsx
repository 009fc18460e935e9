import { command, list } from '../../kit/screen.ts';

export default list('GET /operator/v1/accounts', {
  columns: ['login', 'name', 'roles', 'status', 'priority', 'merchantId', 'createdAt'],
  filters: ['login'],
  also: ['GET /operator/v1/accounts/{accountId}/messages'],
  commands: [
    command('PUT /operator/v1/accounts/{accountId}/roles', { start: ({ roles }) => ({ roles }) }),
    command('PUT /operator/v1/accounts/{accountId}/priority', {
      when: ({ roles, accountId }, who) => roles.includes('buyer') && accountId !== who.accountId,
      start: ({ priority }) => ({ priority: !priority }),
    }),
    command('POST /operator/v1/accounts/{accountId}/freeze', {
      when: ({ status, accountId }, who) => status === 'active' && accountId !== who.accountId,
      danger: true,
    }),
    command('POST /operator/v1/accounts/{accountId}/sessions/end', {
      when: ({ status, accountId }, who) => status === 'active' && accountId !== who.accountId,
      danger: true,
    }),
    command('POST /operator/v1/accounts/{accountId}/unfreeze', { when: ({ status }) => status === 'frozen' }),
  ],
  create: ['POST /operator/v1/suppressions/lifting'],
});
