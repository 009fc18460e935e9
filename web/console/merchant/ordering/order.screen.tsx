import Space from 'antd/es/space';
import { Link } from 'react-router';
import { addressOf } from '../../kit/addresses.ts';
import { CommandButton } from '../../kit/command.tsx';
import { useWarehouses } from '../../kit/known.ts';
import type { Answer } from '../../kit/operations.ts';
import { command, detail } from '../../kit/screen.ts';
import { Part } from '../../kit/table.tsx';
import { useWords } from '../../kit/words.tsx';

/** Where to see from which warehouses it is sent. A shop that has made none notices nothing of it. */
const FromWarehouses = ({ orderId }: { orderId: string }) => {
  const words = useWords();
  const to = addressOf('GET /merchant/v1/orders/{orderId}/allocation', { orderId });
  return useWarehouses().length > 1 && to ? <Link to={to}>{words.screen('merchant/inventory/allocation')}</Link> : null;
};

type Order = Answer<'GET /merchant/v1/orders/{orderId}'>;
type Line = Order['lines'][number];

const next = {
  planned: 'allocate',
  allocated: 'prepare',
  prepared: 'produce',
  'in-production': 'finish',
} as const;

const move = command('POST /merchant/v1/orders/{orderId}/lines/{lineId}/production', {
  with: ({ made }: Line) => (made && made.state !== 'finished' ? { step: next[made.state] } : {}),
});

/** What is made to order: what its buyer decided, how far it is, and the next step. */
const Production = ({ order: { id: orderId, state, lines } }: { order: Order }) => {
  const words = useWords();
  return lines.filter(({ made }) => made).map((line) => {
    const { id: lineId, title, specText, quantity, made } = line;
    return (
      <Part
        key={lineId}
        title={`${words.local(title)} ${specText ? words.local(specText) : ''} × ${quantity}`}
        beside={
          <Space>
            {words.choice(made!.state)}
            {state === 'awaiting-shipment' && made!.state !== 'finished' && (
              <CommandButton size="small" spec={move} it={line} params={{ orderId, lineId }} />
            )}
          </Space>
        }
      >
        <dl className="together">
          {made!.chosen.map(({ option, name, value, label, picture }) => (
            <div key={option}>
              <dt>{words.local(name)}</dt>
              <dd>
                {picture
                  ? <a href={picture} target="_blank" rel="noreferrer">{words.kit.download}</a>
                  : label
                  ? words.local(label)
                  : value}
              </dd>
            </div>
          ))}
        </dl>
      </Part>
    );
  });
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
  above: (order) => (
    <>
      {order.acceptedAt && <FromWarehouses orderId={order.id} />}
      <Production order={order} />
    </>
  ),
  related: ['GET /merchant/v1/orders/{orderId}/shipments'],
});
