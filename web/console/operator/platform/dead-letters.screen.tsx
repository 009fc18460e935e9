import { command, list } from '../../kit/screen.ts';

export default list('GET /operator/v1/dead-letters', {
  columns: ['kind', 'useCase', 'why', 'messages', 'since', 'correlationIds'],
  commands: [
    command('POST /operator/v1/dead-letters/{queue}/{group}/redrive', { when: ({ again }) => again }),
    command('POST /operator/v1/dead-letters/{queue}/{group}/close', { danger: true }),
  ],
});
