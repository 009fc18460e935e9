/**
 * What can be bought of a listing: options with their values, and a row for each combination of them. The options are not
 * sent; each row carries its own as specifications.
 */
import PlusOutlined from '@ant-design/icons/es/icons/PlusOutlined';
import Button from 'antd/es/button';
import Flex from 'antd/es/flex';
import Form from 'antd/es/form';
import Input from 'antd/es/input';
import InputNumber from 'antd/es/input-number';
import Space from 'antd/es/space';
import { useEffect, useState, type ReactNode } from 'react';
import type { Held } from './held.ts';
import { combinations, optionsOf, type Option, type SkuDraft } from './combinations.ts';
import { MoneyInput } from '../form.tsx';
import { Part, Table } from '../table.tsx';
import { useWords } from '../words.tsx';

const mostOptions = 5;
const sides = ['length', 'width', 'height'] as const;
type Text = Option['name'];

/** @param most rows that there may be */
const SkusInput = ({ most }: { most: number }) => {
  const words = useWords();
  const form = Form.useFormInstance<{ skus?: SkuDraft[] }>();
  const [options, keep] = useState(() => optionsOf(form.getFieldValue('skus') ?? []));
  const change = (next: readonly Option[]): void => {
    keep([...next]);
    form.setFieldValue('skus', combinations(next, form.getFieldValue('skus') ?? []));
  };
  useEffect(() => {
    if (!form.getFieldValue('skus')?.length) form.setFieldValue('skus', [{}]);
  }, [form]);
  const put = (at: number, changes: Partial<Option>): void => change(options.with(at, { ...options[at]!, ...changes }));
  const fits = (next: readonly Option[]): boolean => combinations(next, []).length <= most;
  const wider = (at: number): Option[] => options.with(at, { ...options[at]!, values: [...options[at]!.values, {}] });
  const labelOf = (name: string, row: number): string => `${words.field(name)} ${row + 1}`;
  return (
    <Part title={words.field('skus')}>
      <Flex vertical gap={16}>
        {options.map(({ name, values }, at) => (
          <fieldset key={at} className="option">
            <legend>{words.kit.option(at + 1)}</legend>
            <Texts label={words.kit.option(at + 1)} value={name} set={(next) => put(at, { name: next })} />
            {values.map((value, i) => (
              <Flex key={i} gap={4} align="start">
                <Texts
                  label={words.kit.valueOf(at + 1, i + 1)}
                  value={value}
                  set={(next) => put(at, { values: values.with(i, next) })}
                />
                <Button
                  type="text"
                  aria-label={`${words.kit.remove}: ${words.kit.valueOf(at + 1, i + 1)}`}
                  onClick={() =>
                    values.length > 1 ? put(at, { values: values.toSpliced(i, 1) }) : change(options.toSpliced(at, 1))}
                >
                  ×
                </Button>
              </Flex>
            ))}
            <Button icon={<PlusOutlined />} disabled={!fits(wider(at))} onClick={() => change(wider(at))}>
              {words.kit.anotherValue}
            </Button>
          </fieldset>
        ))}
        {options.length < mostOptions && (
          <Button
            type="dashed"
            icon={<PlusOutlined />}
            onClick={() => change([...options, { name: {}, values: [{}] }])}
          >
            {words.kit.anotherOption}
          </Button>
        )}
        <Form.List name="skus">
          {(rows, _, { errors }) => (
            <>
              <Table
                label={words.field('skus')}
                empty={words.kit.empty}
                rows={rows}
                columns={[
                  {
                    key: 'specs',
                    title: words.field('specs'),
                    cell: ({ name }) => (
                      <Form.Item name={[name, 'specs']} style={{ margin: 0 }}>
                        <Specs />
                      </Form.Item>
                    ),
                  },
                  {
                    key: 'code',
                    title: words.field('code'),
                    cell: ({ name }) => (
                      <Cell at={[name, 'code']}>
                        <Input aria-label={labelOf('code', name)} maxLength={64} style={{ minWidth: 120 }} />
                      </Cell>
                    ),
                  },
                  {
                    key: 'price',
                    title: words.field('price'),
                    cell: ({ name }) => (
                      <Cell at={[name, 'price']}>
                        <MoneyInput label={labelOf('price', name)} />
                      </Cell>
                    ),
                  },
                  {
                    key: 'listPrice',
                    title: words.field('listPrice'),
                    cell: ({ name }) => (
                      <Form.Item name={[name, 'listPrice']} style={{ margin: 0 }}>
                        <MoneyInput label={labelOf('listPrice', name)} />
                      </Form.Item>
                    ),
                  },
                  {
                    key: 'weight',
                    title: words.field('weight'),
                    cell: ({ name }) => (
                      <Cell at={[name, 'weight']}>
                        <InputNumber aria-label={labelOf('weight', name)} min={0} precision={0} />
                      </Cell>
                    ),
                  },
                  {
                    key: 'size',
                    title: words.field('size'),
                    cell: ({ name }) => (
                      <Space.Compact>
                        {sides.map((side) => (
                          <Form.Item key={side} name={[name, 'size', side]} noStyle>
                            <InputNumber
                              aria-label={labelOf(side, name)}
                              placeholder={words.field(side)}
                              min={1}
                              precision={0}
                              controls={false}
                              style={{ width: 84 }}
                            />
                          </Form.Item>
                        ))}
                      </Space.Compact>
                    ),
                  },
                ]}
              />
              <Form.ErrorList errors={errors} />
            </>
          )}
        </Form.List>
      </Flex>
    </Part>
  );
};
export default SkusInput;

/** One text in both languages; a name wants one of them. */
const Texts = ({ label, value, set }: { label: string; value: Text; set: (next: Text) => void }) => {
  const words = useWords();
  return (
    <Space.Compact block>
      {(['zh', 'en'] as const).map((locale) => (
        <Input
          key={locale}
          lang={locale}
          aria-label={`${label} (${words.field(locale)})`}
          placeholder={words.field(locale)}
          value={value[locale] ?? ''}
          onChange={({ target }) => set({ ...value, [locale]: target.value || undefined })}
        />
      ))}
    </Space.Compact>
  );
};

/** What tells a row from the others. A field, so that it is sent. */
const Specs = ({ id, value }: Held<SkuDraft['specs']>) => {
  const words = useWords();
  return <span id={id}>{value?.map((one) => words.local(one.value)).join(' / ') || '–'}</span>;
};

const Cell = ({ at, children }: { at: (string | number)[]; children: ReactNode }) => {
  const { kit } = useWords();
  return (
    <Form.Item name={at} style={{ margin: 0 }} rules={[{ required: true, message: kit.tokens.required }]}>
      {children}
    </Form.Item>
  );
};
