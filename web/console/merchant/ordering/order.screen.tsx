import { Link } from 'react-router';
import { addressOf } from '../../kit/addresses.ts';
import { useWarehouses } from '../../kit/known.ts';
import { command, detail } from '../../kit/screen.ts';
import { useWords } from '../../kit/words.tsx';

/** Where to see from which warehouses it is sent. A shop that has made none notices nothing of it. */
const FromWarehouses = ({ orderId }: { orderId: string }) => {
  const words = useWords();
  const to = addressOf('GET /merchant/v1/orders/{orderId}/allocation', { orderId });
  return useWarehouses().length > 1 && to ? <Link to={to}>{words.screen('merchant/inventory/allocation')}</Link> : null;
};

export default detail('GET /merchant/v1/orders/{orderId}', {
  commands: [
    command('POST /merchant/v1/orders/{orderId}/accept', {
      when: ({ state }) => state === 'awaiting-acceptance',
      key: 'a',
    }),
    command('POST /merchant/v1/orders/{orderId}/refuse', {
      when: ({ state }) => state === 'awaiting-acceptance' || state === 'awaiting-shipment',
      danger: true,
      key: 'r',
    }),
    command('POST /merchant/v1/orders/{orderId}/refunds', {
      when: ({ paidAt, state }) => paidAt !== undefined && state !== 'completed' && state !== 'cancelled',
      start: ({ payable }) => ({ amount: payable }),
      danger: true,
    }),
    command('POST /merchant/v1/orders/{orderId}/line-refunds', {
      when: ({ paidAt, state }) => paidAt !== undefined && state !== 'completed' && state !== 'cancelled',
      danger: true,
    }),
  ],
  above: ({ id }) => <FromWarehouses orderId={id} />,
  related: ['GET /merchant/v1/orders/{orderId}/shipments'],
});
