import { useQuery } from '@tanstack/react-query';
import Alert from 'antd/es/alert';
import App from 'antd/es/app';
import Button from 'antd/es/button';
import Flex from 'antd/es/flex';
import Input from 'antd/es/input';
import Skeleton from 'antd/es/skeleton';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Consequence, useSending } from '../../kit/command.tsx';
import { nameOf, type Answer, type Input as Sent } from '../../kit/operations.ts';
import { Failed } from '../../kit/problem.tsx';
import { free } from '../../kit/screen.ts';
import { call } from '../../kit/session.ts';
import { Part, Table } from '../../kit/table.tsx';
import { useWords } from '../../kit/words.tsx';

const pack = 'POST /merchant/v1/shipments/{shipmentId}/packing' as const;
const show = 'GET /merchant/v1/shipments/{shipmentId}' as const;
type Shipment = Answer<typeof show>;

const Packing = ({ params }: { readonly params: Readonly<Record<string, string>> }) => {
  const shipmentId = params['shipmentId'] as Sent<typeof pack>['shipmentId'];
  const { data, error, refetch } = useQuery({
    queryKey: [show, shipmentId],
    queryFn: () => call(show, { shipmentId }),
  });
  if (error) return <Failed error={error} retry={() => refetch()} />;
  return data ? <Scanning shipment={data} /> : <Skeleton active />;
};

/** A scanner types what it reads and presses Enter: each time one unit more. What does not belong in here is said at once. */
const Scanning = ({ shipment: { shipmentId, lines } }: { readonly shipment: Shipment }) => {
  const words = useWords();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [code, setCode] = useState('');
  const [counts, setCounts] = useState<Readonly<Record<string, number>>>({});
  const [wrong, setWrong] = useState<string>();
  const [error, fails] = useState<unknown>();
  const sending = useSending(pack);
  const expected = Map.groupBy(lines, ({ skuId }) => skuId);
  const rows = [...expected.values()].map((alike) => ({
    ...alike[0]!,
    quantity: alike.reduce((all, { quantity }) => all + quantity, 0),
  }));
  const scan = (read: string): void => {
    setCode('');
    if (!read) return;
    const plain = read.toLowerCase();
    const line = rows.find((one) => one.code.toLowerCase() === plain || one.skuId.toLowerCase() === plain);
    if (!line) return setWrong(words.kit.notInHere(read));
    if ((counts[line.skuId] ?? 0) >= line.quantity) return setWrong(words.kit.tooManyOf(read));
    setWrong(undefined);
    setCounts({ ...counts, [line.skuId]: (counts[line.skuId] ?? 0) + 1 });
  };
  const complete = rows.every(({ skuId, quantity }) => counts[skuId] === quantity);
  const confirm = async (): Promise<void> => {
    fails(undefined);
    try {
      await sending({ shipmentId, scans: rows.map(({ skuId }) => ({ code: skuId, quantity: counts[skuId]! })) });
      message.success(words.kit.done(nameOf(pack, words.locale)));
      void navigate(`/merchant/logistics/shipment/${shipmentId}`);
    } catch (problem) {
      fails(problem);
    }
  };
  return (
    <Part>
      <Flex vertical gap={16}>
        <p>
          <Consequence of={pack} />
        </p>
        <label>
          {words.field('code')}
          <Input
            id="code"
            autoFocus
            autoComplete="off"
            value={code}
            onChange={(event) => setCode(event.target.value)}
            onPressEnter={() => scan(code.trim())}
          />
        </label>
        <div aria-live="polite">{wrong && <Alert type="error" showIcon title={wrong} />}</div>
        <Table
          label={words.field('lines')}
          empty={words.kit.empty}
          rows={rows}
          columns={[
            { key: 'code', title: words.field('code'), cell: (line) => line.code },
            { key: 'title', title: words.field('title'), cell: (line) => words.named(line) },
            {
              key: 'scanned',
              title: words.field('quantity'),
              number: true,
              cell: ({ skuId, quantity }) => `${counts[skuId] ?? 0} / ${quantity}`,
            },
          ]}
        />
        {error !== undefined && <Failed error={error} />}
        <div>
          <Button type="primary" disabled={!complete} onClick={confirm}>{nameOf(pack, words.locale)}</Button>
        </div>
      </Flex>
    </Part>
  );
};

export default free(Packing);
