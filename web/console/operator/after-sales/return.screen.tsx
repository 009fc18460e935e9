import { command, detail } from '../../kit/screen.ts';

export default detail('GET /operator/v1/returns/{returnId}', {
  commands: [
    command('POST /operator/v1/returns/{returnId}/ruling', { when: ({ awaits }) => awaits === 'platform' }),
  ],
});
