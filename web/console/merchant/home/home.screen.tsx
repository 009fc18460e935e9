import { useQuery } from '@tanstack/react-query';
import Alert from 'antd/es/alert';
import Empty from 'antd/es/empty';
import Flex from 'antd/es/flex';
import Skeleton from 'antd/es/skeleton';
import Statistic from 'antd/es/statistic';
import { lazy, Suspense } from 'react';
import { Link } from 'react-router';
import { rowFields } from '../../kit/list.tsx';
import type { Answer, Input, NameOf, Reads, Row } from '../../kit/operations.ts';
import { Failed } from '../../kit/problem.tsx';
import { free, type ChartSpec } from '../../kit/screen.ts';
import { call } from '../../kit/session.ts';
import { useWords } from '../../kit/words.tsx';
import { Part } from '../../kit/table.tsx';

const Chart = lazy(() => import('../../kit/chart.tsx'));
const balance = 'GET /merchant/v1/balance' as const;
const orders = 'GET /merchant/v1/orders' as const;
const quotes = 'GET /merchant/v1/freight-quotes' as const;
const earnings = 'GET /merchant/v1/earnings' as const;

const chart: ChartSpec<NameOf<Row<typeof earnings>>> = { kind: 'bar', x: 'heldAt', y: ['net', 'commission'] };

const useRead = <R extends Reads>(of: R, input: Input<R>) =>
  useQuery({ queryKey: [of, input], queryFn: () => call(of, input) as Promise<Answer<R>> });

/** What waits for the shop, what it has earned, and why nothing is paid out, if nothing is. */
const Home = () => {
  const words = useWords();
  const money = useRead(balance, {});
  const accept = useRead(orders, { state: 'awaiting-acceptance', limit: 100 });
  const ship = useRead(orders, { state: 'awaiting-shipment', limit: 100 });
  const asked = useRead(quotes, { limit: 100 });
  const earned = useRead(earnings, { limit: 50 });
  if (money.error) return <Failed error={money.error} retry={() => money.refetch()} />;
  const waiting = [
    ['awaiting-acceptance', accept.data, '/merchant/ordering/orders?state=awaiting-acceptance'],
    ['awaiting-shipment', ship.data, '/merchant/ordering/orders?state=awaiting-shipment'],
    [
      'requested',
      asked.data && { ...asked.data, items: asked.data.items.filter(({ state }) => state === 'requested') },
      '/merchant/logistics/freight-quotes',
    ],
  ] as const;
  return (
    <Flex vertical gap={16}>
      {money.data && money.data.hold.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={`${words.field('payoutHold')}: ${
            money.data.hold.map(({ reason }) => words.choice(reason)).join(', ')
          }`}
        />
      )}
      <div className="figures">
        {waiting.map(([name, data, to]) => (
          <Link key={name} to={to}>
            <Part>
              <Statistic
                title={name === 'requested' ? words.screen('merchant/logistics/freight-quotes') : words.choice(name)}
                loading={!data}
                value={data ? `${data.items.length}${data.cursor ? '+' : ''}` : ''}
              />
            </Part>
          </Link>
        ))}
        {money.data && (
          <>
            <Part>
              <Statistic title={words.field('pending')} value={words.money(money.data.pending)} />
            </Part>
            <Part>
              <Statistic title={words.field('released')} value={words.money(money.data.released)} />
            </Part>
          </>
        )}
      </div>
      {earned.data && (earned.data.items.length > 1
        ? (
          <Suspense fallback={<Skeleton active />}>
            <Chart
              spec={chart}
              rows={earned.data.items}
              fields={rowFields(earnings)}
            />
          </Suspense>
        )
        : <Empty description={words.screen('merchant/settlement/earnings')} image={Empty.PRESENTED_IMAGE_SIMPLE} />)}
    </Flex>
  );
};

export default free(Home);
