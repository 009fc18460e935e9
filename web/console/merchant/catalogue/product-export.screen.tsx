import { useQuery } from '@tanstack/react-query';
import Button from 'antd/es/button';
import Flex from 'antd/es/flex';
import Form from 'antd/es/form';
import Select from 'antd/es/select';
import Typography from 'antd/es/typography';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useSending } from '../../kit/command.tsx';
import { described, nameOf, type Input } from '../../kit/operations.ts';
import { Failed } from '../../kit/problem.tsx';
import { free } from '../../kit/screen.ts';
import { call } from '../../kit/session.ts';
import { Together } from '../../kit/show.tsx';
import { Part } from '../../kit/table.tsx';
import { useWords } from '../../kit/words.tsx';

const request = 'POST /merchant/v1/product-exports' as const;
const show = 'GET /merchant/v1/product-exports/{exportId}' as const;

/** All that a shop has, as files that can be imported again; the address keeps which export it is. */
const ProductExport = () => {
  const words = useWords();
  const [address, setAddress] = useSearchParams();
  const exportId = address.get('exportId') ?? undefined;
  const starting = useSending(request);
  const [error, fails] = useState<unknown>();
  const start = async (asked: Input<typeof request>): Promise<void> => {
    fails(undefined);
    try {
      setAddress({ exportId: (await starting(asked)).exportId });
    } catch (problem) {
      fails(problem);
    }
  };
  return (
    <Flex vertical gap={16} style={{ maxWidth: 720 }}>
      <Part>
        <Typography.Paragraph type="secondary">{words.kit.exportLimits}</Typography.Paragraph>
        <Form layout="vertical" initialValues={{ format: 'shopify', locale: words.locale }} onFinish={start}>
          <Form.Item name="format" label={words.field('format')}>
            <Select
              options={(['shopify', 'woocommerce', 'prices-and-stock'] as const).map((value) => ({
                value,
                label: words.choice(value),
              }))}
            />
          </Form.Item>
          <Form.Item name="locale" label={words.field('locale')}>
            <Select options={(['zh', 'en'] as const).map((value) => ({ value, label: words.choice(value) }))} />
          </Form.Item>
          {error !== undefined && <Failed error={error} />}
          <Button type="primary" htmlType="submit">{nameOf(request, words.locale)}</Button>
        </Form>
      </Part>
      {exportId && <Followed exportId={exportId} />}
    </Flex>
  );
};

const Followed = ({ exportId }: { exportId: string }) => {
  const words = useWords();
  const { data, error, refetch } = useQuery({
    queryKey: [show, exportId],
    queryFn: () => call(show, { exportId }),
    refetchInterval: ({ state }) => (state.data?.state === 'finished' ? false : 1500),
  });
  if (error) return <Failed error={error} retry={() => refetch()} />;
  return data && (
    <Part title={words.choice(data.state)}>
      <Together fields={described(show).answer} value={data} />
    </Part>
  );
};

export default free(ProductExport);
