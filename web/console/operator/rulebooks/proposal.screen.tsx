import { command, detail } from '../../kit/screen.ts';

export default detail('GET /operator/v1/rulebook-proposals/{proposalId}', {
  commands: [
    command('POST /operator/v1/rulebook-proposals/{proposalId}/approval', {
      when: ({ state }) => state === 'open',
      key: 'a',
    }),
    command('POST /operator/v1/rulebook-proposals/{proposalId}/refusal', {
      when: ({ state }) => state === 'open',
      key: 'r',
    }),
    command('POST /operator/v1/rulebook-proposals/{proposalId}/withdrawal', { when: ({ state }) => state === 'open' }),
  ],
});
