import { command, detail } from '../../kit/screen.ts';

export default detail('GET /operator/v1/rulebook-proposals/{proposalId}', {
  fields: ['changes', 'rulebook', 'state', 'reason', 'proposedBy', 'proposedAt', 'from', 'lapsesAt', 'outcome'],
  commands: [
    command('POST /operator/v1/rulebook-proposals/{proposalId}/approval', {
      when: ({ state, proposedBy }, { accountId }) => state === 'open' && proposedBy !== accountId,
      key: 'a',
    }),
    command('POST /operator/v1/rulebook-proposals/{proposalId}/refusal', {
      when: ({ state, proposedBy }, { accountId }) => state === 'open' && proposedBy !== accountId,
      key: 'r',
    }),
    command('POST /operator/v1/rulebook-proposals/{proposalId}/withdrawal', {
      when: ({ state, proposedBy }, { accountId }) => state === 'open' && proposedBy === accountId,
    }),
  ],
});
