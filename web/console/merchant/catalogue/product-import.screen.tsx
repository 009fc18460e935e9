import Button from 'antd/es/button';
import Flex from 'antd/es/flex';
import Form from 'antd/es/form';
import InputNumber from 'antd/es/input-number';
import Select from 'antd/es/select';
import Typography from 'antd/es/typography';
import { lazy, Suspense, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useSending } from '../../kit/command.tsx';
import { CategoryInput } from '../../kit/form.tsx';
import { nameOf, type Input } from '../../kit/operations.ts';
import { Failed, Told } from '../../kit/problem.tsx';
import { free } from '../../kit/screen.ts';
import { call } from '../../kit/session.ts';
import { Stages } from '../../kit/stages.tsx';
import { sendFile, Upload } from '../../kit/inputs/upload.tsx';
import { useWords } from '../../kit/words.tsx';
import { Part } from '../../kit/table.tsx';
import { importBounds } from '../../../../shared/catalogue/policy.ts';
import { FollowedImport } from './followed-import.tsx';
import type { Seen } from './product-file.tsx';

const Preview = lazy(() => import('./product-file.tsx').then((all) => ({ default: all.Preview })));

const request = 'POST /merchant/v1/product-imports' as const;
const following = {
  show: 'GET /merchant/v1/product-imports/{importId}',
  apply: 'POST /merchant/v1/product-imports/{importId}/apply',
} as const;
type Asked = Input<typeof request>;

/** A product file becomes drafts: upload, say where they go, follow it; the address keeps which import it is. */
const ProductImport = () => {
  const words = useWords();
  const [address, setAddress] = useSearchParams();
  const importId = address.get('importId') ?? undefined;
  const [uploaded, uploads] = useState<Asked['importId']>();
  const [seen, sees] = useState<Seen>();
  const [form] = Form.useForm<Omit<Asked, 'importId' | 'preview'>>();
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
          <FollowedImport
            {...following}
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
            <Typography.Paragraph type="secondary">{words.kit.productFileLimits}</Typography.Paragraph>
            <Upload
              accept=".csv,text/csv"
              most={importBounds.bytes}
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
                form={form}
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
                <Flex gap={8}>
                  <Button type="primary" htmlType="submit">{nameOf(request, words.locale)}</Button>
                  <Button onClick={() => form.validateFields().then((values) => start({ ...values, preview: true }))}>
                    {words.field('preview')}
                  </Button>
                </Flex>
              </Form>
            )}
          </Part>
        )}
    </Flex>
  );
};

export default free(ProductImport);
