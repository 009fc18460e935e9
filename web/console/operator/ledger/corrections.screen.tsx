import { command, list } from '../../kit/screen.ts';

export default list('GET /operator/v1/ledger/corrections', {
  columns: ['proposedAt', 'state', 'corrects', 'postings', 'reason', 'proposedBy', 'lapsesAt'],
  filters: ['state'],
  commands: [
    command('POST /operator/v1/ledger/corrections/{correctionId}/approve', {
      when: ({ state, proposedBy }, { accountId }) => state === 'proposed' && proposedBy !== accountId,
      key: 'a',
      danger: true,
    }),
    command('POST /operator/v1/ledger/corrections/{correctionId}/refuse', {
      when: ({ state, proposedBy }, { accountId }) => state === 'proposed' && proposedBy !== accountId,
      key: 'r',
    }),
    command('POST /operator/v1/ledger/corrections/{correctionId}/withdraw', {
      when: ({ state, proposedBy }, { accountId }) => state === 'proposed' && proposedBy === accountId,
    }),
  ],
  create: ['POST /operator/v1/ledger/corrections'],
});
