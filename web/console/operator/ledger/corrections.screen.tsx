import { command, list } from '../../kit/screen.ts';

export default list('GET /operator/v1/ledger/corrections', {
  columns: ['proposedAt', 'state', 'corrects', 'postings', 'reason', 'proposedBy', 'lapsesAt'],
  filters: ['state'],
  commands: [
    command('POST /operator/v1/ledger/corrections/{correctionId}/approve', {
      when: ({ state }) => state === 'proposed',
      key: 'a',
      danger: true,
    }),
    command('POST /operator/v1/ledger/corrections/{correctionId}/refuse', {
      when: ({ state }) => state === 'proposed',
      key: 'r',
    }),
    command('POST /operator/v1/ledger/corrections/{correctionId}/withdraw', {
      when: ({ state }) => state === 'proposed',
    }),
  ],
  create: ['POST /operator/v1/ledger/corrections'],
});
