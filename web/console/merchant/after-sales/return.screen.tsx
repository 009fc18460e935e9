import { command, detail } from '../../kit/screen.ts';

export default detail('GET /merchant/v1/returns/{returnId}', {
  commands: [
    command('POST /merchant/v1/returns/{returnId}/decision', { when: ({ state }) => state === 'return-requested' }),
    command('POST /merchant/v1/returns/{returnId}/receipt', {
      when: ({ state }) => state === 'return-approved' || state === 'return-sent',
    }),
    command('POST /merchant/v1/returns/{returnId}/inspection', { when: ({ state }) => state === 'return-received' }),
  ],
});
