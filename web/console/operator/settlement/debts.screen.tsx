import { command, list } from '../../kit/screen.ts';

export default list('GET /operator/v1/debts', {
  columns: ['since', 'merchantId', 'orderId', 'amount', 'outstanding', 'state'],
  filters: ['state'],
  start: { state: 'open' },
  open: 'GET /operator/v1/debts/{debtId}',
  commands: [command('POST /operator/v1/debts/{debtId}/write-off', { when: ({ state }) => state === 'open' })],
});
