import { useQuery } from '@tanstack/react-query';
import Skeleton from 'antd/es/skeleton';
import { useSending } from '../../kit/command.tsx';
import type { Input } from '../../kit/operations.ts';
import { Failed } from '../../kit/problem.tsx';
import { free } from '../../kit/screen.ts';
import { call } from '../../kit/session.ts';
import { UnitsForm } from '../parts/units.tsx';

const refund = 'POST /merchant/v1/orders/{orderId}/line-refunds' as const;
const show = 'GET /merchant/v1/orders/{orderId}' as const;
type Refund = Input<typeof refund>;

/** Of which units the buyer gets back what they cost. */
const RefundLines = ({ params }: { readonly params: Readonly<Record<string, string>> }) => {
  const orderId = params['orderId'] as Refund['orderId'];
  const { data, error, refetch } = useQuery({ queryKey: [show, orderId], queryFn: () => call(show, { orderId }) });
  const sending = useSending(refund);
  if (error) return <Failed error={error} retry={() => refetch()} />;
  if (!data) return <Skeleton active />;
  return (
    <UnitsForm
      of={refund}
      noted
      lines={data.lines.map(({ id: lineId, title, specText, quantity, refunded }) => ({
        lineId,
        title,
        specText,
        quantity: quantity - (refunded ?? 0),
      }))}
      send={(lines, note) => sending({ orderId, lines: lines as Refund['lines'], note })}
      then={`/merchant/ordering/order/${orderId}`}
    />
  );
};

export default free(RefundLines);
