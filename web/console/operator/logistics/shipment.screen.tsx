import { command, detail } from '../../kit/screen.ts';

export default detail('GET /operator/v1/shipments/{shipmentId}', {
  commands: [
    command('POST /operator/v1/shipments/{shipmentId}/carrier-case', {
      when: ({ trouble }) => trouble !== undefined && (!trouble.asked || trouble.asked.repliedAt !== undefined),
    }),
    command('POST /operator/v1/shipments/{shipmentId}/carrier-case/answer', {
      when: ({ trouble }) => trouble?.asked !== undefined && trouble.asked.repliedAt === undefined,
    }),
    command('POST /operator/v1/shipments/{shipmentId}/resolve', {
      when: ({ trouble }) => trouble !== undefined,
      key: 'a',
    }),
  ],
});
