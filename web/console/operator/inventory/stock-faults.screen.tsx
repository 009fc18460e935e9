import { command, detail } from '../../kit/screen.ts';

export default detail('GET /operator/v1/stock-faults/{merchantId}', {
  commands: [
    command('POST /operator/v1/stock-faults/{merchantId}/settlement', {
      when: ({ faults }) => faults.length > 0,
      key: 'a',
    }),
  ],
});
