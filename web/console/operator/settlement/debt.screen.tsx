import { command, detail } from '../../kit/screen.ts';

export default detail('GET /operator/v1/debts/{debtId}', {
  commands: [
    command('POST /operator/v1/debts/{debtId}/write-off', { when: ({ state }) => state === 'open' }),
    command('POST /operator/v1/debts/{debtId}/write-off/decision', {
      when: ({ state, proposedBy }, { accountId }) => state === 'write-off-proposed' && proposedBy !== accountId,
      danger: true,
    }),
  ],
});
