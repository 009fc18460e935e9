import { useQuery } from '@tanstack/react-query';
import Button from 'antd/es/button';
import Flex from 'antd/es/flex';
import Form from 'antd/es/form';
import InputNumber from 'antd/es/input-number';
import Progress from 'antd/es/progress';
import Select from 'antd/es/select';
import { lazy, Suspense, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useSending } from '../../kit/command.tsx';
import { CategoryInput } from '../../kit/form.tsx';
import { nameOf, described, type Input } from '../../kit/operations.ts';
import { Failed, Told } from '../../kit/problem.tsx';
import { free } from '../../kit/screen.ts';
import { call } from '../../kit/session.ts';
import { Together } from '../../kit/show.tsx';
import { Stages } from '../../kit/stages.tsx';
import { sendFile, Upload } from '../../kit/inputs/upload.tsx';
import { useWords } from '../../kit/words.tsx';
import { Part } from '../../kit/table.tsx';
import type { Seen } from './product-file.tsx';

const Preview = lazy(() => import('./product-file.tsx').then((all) => ({ default: all.Preview })));
const Report = lazy(() => import('./product-file.tsx').then((all) => ({ default: all.Report })));

const request = 'POST /merchant/v1/product-imports' as const;
const show = 'GET /merchant/v1/product-imports/{importId}' as const;
type Asked = Input<typeof request>;
const twentyMegabytes = 20 * 1024 * 1024;

/** A product file becomes drafts: upload, say where they go, follow it; the address keeps which import it is. */
const ProductImport = () => {
  const words = useWords();
  const [address, setAddress] = useSearchParams();
  const importId = address.get('importId') ?? undefined;
  const [uploaded, uploads] = useState<Asked['importId']>();
  const [seen, sees] = useState<Seen>();
  const starting = useSending(request);
  const [error, fails] = useState<unknown>();
  const start = async (values: Omit<Asked, 'importId'>): Promise<void> => {
    if (!uploaded) return;
    fails(undefined);
    try {
      await starting({ ...values, importId: uploaded });
      setAddress({ importId: uploaded });
    } catch (problem) {
      fails(problem);
    }
  };
  return (
    <Flex vertical gap={16} style={{ maxWidth: 720 }}>
      <Stages
        stages={[words.kit.upload, nameOf(request, words.locale), words.choice('finished')]}
        at={importId ? 2 : uploaded ? 1 : 0}
      />
      {importId
        ? (
          <Followed
            importId={importId}
            again={() => {
              uploads(undefined);
              sees(undefined);
              setAddress({});
            }}
          />
        )
        : (
          <Part>
            <Upload
              accept=".csv,text/csv"
              most={twentyMegabytes}
              run={async (file, told) => {
                uploads(undefined);
                const { lookInto } = await import('./product-file.tsx');
                const found = await lookInto(file, words.locale);
                sees(found);
                if (found.rows === 0) throw new Told(({ kit }) => kit.nothingToRead);
                const ticket = await call('POST /merchant/v1/product-files', {});
                await sendFile(ticket.upload, file, told);
                uploads(ticket.importId);
              }}
            />
            <Suspense>{seen && <Preview seen={seen} />}</Suspense>
            {uploaded && (
              <Form
                layout="vertical"
                style={{ marginTop: 16 }}
                initialValues={{ locale: words.locale, shipsWithinDays: 3 }}
                onFinish={start}
              >
                <Form.Item
                  name="categoryId"
                  label={words.field('categoryId')}
                  rules={[{ required: true, message: words.kit.tokens.required }]}
                >
                  <CategoryInput />
                </Form.Item>
                <Form.Item name="locale" label={words.field('locale')}>
                  <Select options={(['zh', 'en'] as const).map((value) => ({ value, label: words.choice(value) }))} />
                </Form.Item>
                <Form.Item name="shipsWithinDays" label={words.field('shipsWithinDays')}>
                  <InputNumber min={1} max={60} precision={0} />
                </Form.Item>
                {error !== undefined && <Failed error={error} />}
                <Button type="primary" htmlType="submit">{nameOf(request, words.locale)}</Button>
              </Form>
            )}
          </Part>
        )}
    </Flex>
  );
};

const Followed = ({ importId, again }: { importId: string; again: () => void }) => {
  const words = useWords();
  const { data, error, refetch } = useQuery({
    queryKey: [show, importId],
    queryFn: () => call(show, { importId }),
    refetchInterval: ({ state }) => (state.data?.state === 'finished' ? false : 1500),
  });
  if (error) return <Failed error={error} retry={() => refetch()} />;
  return (
    <Part>
      {data && (
        <Flex vertical gap={12} align="start">
          {data.state === 'running' && (
            <Progress percent={100} status="active" showInfo={false} aria-label={words.choice('running')} />
          )}
          <Together fields={described(show).answer} value={data} />
          <Suspense>{data.reportUrl && <Report url={data.reportUrl} />}</Suspense>
          {data.state === 'finished' && (
            <Button onClick={again}>{words.screen('merchant/catalogue/product-import')}</Button>
          )}
        </Flex>
      )}
    </Part>
  );
};

export default free(ProductImport);
