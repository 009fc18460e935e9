import { command, detail } from '../../kit/screen.ts';

export default detail('GET /merchant/v1/invoice-requests/{requestId}', {
  commands: [
    command('POST /merchant/v1/invoice-requests/{requestId}/issue', {
      when: ({ state }) => state === 'invoice-expected',
    }),
    command('POST /merchant/v1/invoice-requests/{requestId}/refusal', {
      when: ({ state }) => state === 'invoice-requested' || state === 'invoice-expected',
    }),
  ],
});
