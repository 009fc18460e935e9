import { command, list } from '../../kit/screen.ts';

export default list('GET /operator/v1/dead-letters', {
  columns: ['job', 'queue', 'messages', 'since'],
  commands: [
    command('POST /operator/v1/dead-letters/{queue}/redrive', {
      when: ({ job }) => job !== undefined,
      with: ({ queue, job }) => ({ queue, ...(job !== undefined && { job }) }),
    }),
  ],
});
