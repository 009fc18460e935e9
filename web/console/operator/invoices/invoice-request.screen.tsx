import { command, detail } from '../../kit/screen.ts';

export default detail('GET /operator/v1/invoice-requests/{requestId}', {
  commands: [
    command('POST /operator/v1/invoice-requests/{requestId}/settlement', {
      when: ({ escalatedAt }) => escalatedAt !== undefined,
    }),
  ],
});
