import { command, list } from '../../kit/screen.ts';

export default list('GET /merchant/v1/costs', {
  columns: ['date', 'group', 'kind', 'amount', 'carrier', 'parcels', 'note', 'state'],
  filters: ['month'],
  create: ['POST /merchant/v1/costs'],
  commands: [
    command('POST /merchant/v1/costs/{costId}/strike', { when: ({ state }) => state === 'counted', danger: true }),
  ],
});
