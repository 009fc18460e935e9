import { useQuery } from '@tanstack/react-query';
import Alert from 'antd/es/alert';
import Flex from 'antd/es/flex';
import Skeleton from 'antd/es/skeleton';
import Statistic from 'antd/es/statistic';
import { lazy, Suspense, useMemo } from 'react';
import { Link } from 'react-router';
import type { Fields } from '../../../described.ts';
import { daysAgo } from '../../kit/days.ts';
import { rowFields } from '../../kit/list.tsx';
import type { Answer, Input, NameOf, Reads, Row } from '../../kit/operations.ts';
import { Failed } from '../../kit/problem.tsx';
import { free, type ChartSpec } from '../../kit/screen.ts';
import { call } from '../../kit/session.ts';
import { Part } from '../../kit/table.tsx';
import { useWords } from '../../kit/words.tsx';

const Chart = lazy(() => import('../../kit/chart.tsx'));
const balance = 'GET /merchant/v1/balance' as const;
const orders = 'GET /merchant/v1/orders' as const;
const shipments = 'GET /merchant/v1/shipments' as const;
const quotes = 'GET /merchant/v1/freight-quotes' as const;
const stock = 'GET /merchant/v1/stock' as const;
const earnings = 'GET /merchant/v1/earnings' as const;
const overdue = 'GET /merchant/v1/overdue-days' as const;

const earned: ChartSpec = { kind: 'bar', x: 'date', y: ['net', 'commission'] };
const earnedFields: Fields = { date: { kind: 'day' }, net: { kind: 'money' }, commission: { kind: 'money' } };
const late: ChartSpec<NameOf<Row<typeof overdue>>> = {
  kind: 'bar',
  x: 'date',
  y: ['processing', 'shipment', 'delivery'],
};

const useRead = <R extends Reads>(of: R, input: Input<R>) =>
  useQuery({ queryKey: [of, input], queryFn: () => call(of, input) as Promise<Answer<R>> });

/** What orders have earned, together for each of the reader's days, newest first. */
const byDay = (items: readonly Row<typeof earnings>[]) =>
  [...Map.groupBy(items, ({ heldAt }) => new Date(heldAt).toLocaleDateString('sv'))].map(([date, some]) => ({
    date,
    net: sum(some.map(({ net }) => net)),
    commission: sum(some.map(({ commission }) => commission)),
  }));
const sum = (amounts: readonly Row<typeof earnings>['net'][]) => ({
  currency: amounts[0]!.currency,
  amount: amounts.reduce((all, { amount }) => all + amount, 0),
});

/** What waits for the shop, what it has earned, where it was late, and why nothing is paid out, if nothing is. */
const Home = () => {
  const words = useWords();
  const money = useRead(balance, {});
  const accept = useRead(orders, { state: 'awaiting-acceptance', limit: 100 });
  const ship = useRead(orders, { state: 'awaiting-shipment', limit: 100 });
  const booked = useRead(shipments, { state: 'booked', limit: 100 });
  const asked = useRead(quotes, { limit: 100 });
  const goods = useRead(stock, { limit: 100 });
  const sold = useRead(earnings, { limit: 100 });
  const days = useRead(overdue, { month: daysAgo(0).slice(0, 7) });
  const earnedByDay = useMemo(() => byDay(sold.data?.items ?? []), [sold.data]);
  if (money.error) return <Failed error={money.error} retry={() => money.refetch()} />;
  const waiting = [
    [words.choice('awaiting-acceptance'), accept.data, '/merchant/ordering/orders?state=awaiting-acceptance'],
    [words.choice('awaiting-shipment'), ship.data, '/merchant/ordering/orders?state=awaiting-shipment'],
    [words.kit.toHandOver, booked.data, '/merchant/logistics/shipments?state=booked'],
    [
      words.screen('merchant/logistics/freight-quotes'),
      some(asked.data, ({ state }) => state === 'requested'),
      '/merchant/logistics/freight-quotes',
    ],
    [words.kit.soldOut, some(goods.data, ({ available }) => available === 0), '/merchant/inventory/stock'],
  ] as const;
  const lateDays = days.data?.items.filter(({ processing, shipment, delivery }) =>
    processing + shipment + delivery > 0
  );
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
        {waiting.map(([title, data, to]) => (
          <Link key={title} to={to}>
            <Part>
              <Statistic
                title={title}
                loading={!data}
                value={data ? `${data.items.length}${data.cursor ? '+' : ''}` : ''}
              />
            </Part>
          </Link>
        ))}
        {money.data && (
          <>
            <Link to="/merchant/settlement/earnings">
              <Part>
                <Statistic title={words.field('pending')} value={words.money(money.data.pending)} />
              </Part>
            </Link>
            <Link to="/merchant/settlement/payouts">
              <Part>
                <Statistic title={words.field('released')} value={words.money(money.data.released)} />
              </Part>
            </Link>
            <Link to="/merchant/settlement/statements">
              <Part>
                <Statistic title={words.field('payday')} value={words.day(`${money.data.payday}T12:00:00`)} />
              </Part>
            </Link>
            {money.data.debt.amount > 0 && (
              <Link to="/merchant/settlement/debts">
                <Part>
                  <Statistic title={words.field('debt')} value={words.money(money.data.debt)} />
                </Part>
              </Link>
            )}
          </>
        )}
      </div>
      <Suspense fallback={<Skeleton active />}>
        {earnedByDay.length > 0 && (
          <Chart
            title={words.screen('merchant/settlement/earnings')}
            spec={earned}
            rows={earnedByDay}
            fields={earnedFields}
          />
        )}
        {lateDays && lateDays.length > 0 && (
          <Chart
            title={words.screen('merchant/ordering/overdue-days')}
            spec={late}
            rows={lateDays}
            fields={rowFields(overdue)}
          />
        )}
      </Suspense>
    </Flex>
  );
};

/** Of a page, the rows that fit. */
const some = <T,>(
  page: { readonly items: readonly T[]; readonly cursor?: string | undefined } | undefined,
  fits: (row: T) => boolean,
) => page && { ...page, items: page.items.filter(fits) };

export default free(Home);
