import { command, detail } from '../../kit/screen.ts';

const paper = 'GET /merchant/v1/shipments/{shipmentId}/papers/{paper}' as const;

export default detail('GET /merchant/v1/shipments/{shipmentId}', {
  commands: [
    command('POST /merchant/v1/shipments/{shipmentId}/packing', {
      when: ({ state, packedAt }) => !packedAt && (state === 'opened' || state === 'booked'),
    }),
    command('POST /merchant/v1/shipments/{shipmentId}/hand-over', {
      when: ({ state }) => state === 'booked',
      key: 'a',
    }),
    command('POST /merchant/v1/shipments/{shipmentId}/own-carrier', {
      when: ({ state }) => state === 'opened' || state === 'booked',
    }),
    command('POST /merchant/v1/shipments/{shipmentId}/split', {
      when: ({ state, lines }) =>
        (state === 'opened' || state === 'booked') && lines.reduce((all, { quantity }) => all + quantity, 0) > 1,
    }),
    command('POST /merchant/v1/shipments/{shipmentId}/marks', { when: ({ state }) => state !== 'cancelled' }),
    command('POST /merchant/v1/shipments/{shipmentId}/send-again', {
      when: ({ state, trouble }) =>
        trouble !== undefined && ['picked-up', 'in-transit', 'out-for-delivery', 'exception'].includes(state),
      danger: true,
    }),
    command('POST /merchant/v1/shipments/{shipmentId}/retry', { when: ({ trouble }) => trouble !== undefined }),
  ],
  related: ['GET /merchant/v1/shipments/{shipmentId}/carriers'],
  downloads: [
    { of: paper, with: { paper: 'packing-list' } },
    { of: paper, with: { paper: 'delivery-note' } },
    { of: paper, with: { paper: 'label' } },
  ],
});
