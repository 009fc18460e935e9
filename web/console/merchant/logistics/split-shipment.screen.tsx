import { useQuery } from '@tanstack/react-query';
import Skeleton from 'antd/es/skeleton';
import { useSending } from '../../kit/command.tsx';
import type { Input } from '../../kit/operations.ts';
import { Failed } from '../../kit/problem.tsx';
import { free } from '../../kit/screen.ts';
import { call } from '../../kit/session.ts';
import { UnitsForm } from '../parts/units.tsx';

const split = 'POST /merchant/v1/shipments/{shipmentId}/split' as const;
const show = 'GET /merchant/v1/shipments/{shipmentId}' as const;
type Split = Input<typeof split>;

/** Which units of a shipment go by themselves. */
const SplitShipment = ({ params }: { readonly params: Readonly<Record<string, string>> }) => {
  const shipmentId = params['shipmentId'] as Split['shipmentId'];
  const { data, error, refetch } = useQuery({
    queryKey: [show, shipmentId],
    queryFn: () => call(show, { shipmentId }),
  });
  const sending = useSending(split);
  if (error) return <Failed error={error} retry={() => refetch()} />;
  if (!data) return <Skeleton active />;
  return (
    <UnitsForm
      of={split}
      lines={data.lines}
      send={(lines) => sending({ shipmentId, lines: lines as Split['lines'] })}
      then={`/merchant/ordering/order/${data.orderId}`}
    />
  );
};

export default free(SplitShipment);
