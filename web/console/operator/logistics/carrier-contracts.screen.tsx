import { command, list } from '../../kit/screen.ts';

export default list('GET /operator/v1/carrier-contracts', {
  columns: ['carrier', 'from', 'until', 'state', 'lanes', 'promised', 'terms', 'endReason'],
  filters: ['carrier'],
  start: { carrier: 'swift' },
  create: ['POST /operator/v1/carrier-contracts'],
  params: ({ carrier, contractId }) => ({ carrier, contractId }),
  commands: [
    command('POST /operator/v1/carriers/{carrier}/contracts/{contractId}/end', {
      when: ({ state }) => state === 'in-force' || state === 'to-come',
      danger: true,
    }),
  ],
});
