/** What a listing tells of its goods: the fields that its category asks for. */
import { useQuery } from '@tanstack/react-query';
import Flex from 'antd/es/flex';
import Form from 'antd/es/form';
import Input from 'antd/es/input';
import InputNumber from 'antd/es/input-number';
import Select from 'antd/es/select';
import Switch from 'antd/es/switch';
import type { ReactNode } from 'react';
import type { Answer } from '../../../client.ts';
import type { Held } from './held.ts';
import { call } from '../session.ts';
import { useWords, type Words } from '../words.tsx';

type Attribute = Answer<'GET /shop/v1/categories/{categoryId}'>['attributes'][number];
type Value = string | number | boolean;

const AttributesInput = ({ value = {}, onChange }: Held<Readonly<Record<string, Value>>>) => {
  const words = useWords();
  const categoryId = Form.useWatch('categoryId') as string | undefined;
  const { data } = useQuery({
    queryKey: ['GET /shop/v1/categories/{categoryId}', categoryId],
    queryFn: () => call('GET /shop/v1/categories/{categoryId}', { categoryId: categoryId! }),
    enabled: categoryId !== undefined,
  });
  const set = (key: string, next: Value | null | undefined): void => {
    const { [key]: _, ...others } = value;
    onChange?.(next === undefined || next === null || next === '' ? others : { ...others, [key]: next });
  };
  if (!categoryId) return words.kit.categoryFirst;
  if (!data?.attributes.length) return '–';
  return (
    <Flex vertical gap={8}>
      {data.attributes.map((attribute) => (
        <label key={attribute.key}>
          <span>{words.local(attribute.name)}{attribute.required ? ' *' : ''}</span>
          {inputOf(attribute, value[attribute.key], (next) => set(attribute.key, next), words)}
        </label>
      ))}
    </Flex>
  );
};
export default AttributesInput;

const inputOf = (
  { type, options = [] }: Attribute,
  value: Value | undefined,
  set: (next: Value | null | undefined) => void,
  words: Words,
): ReactNode => {
  switch (type) {
    case 'number':
      return (
        <InputNumber<number> style={{ width: '100%' }} value={(value as number | undefined) ?? null} onChange={set} />
      );
    case 'boolean':
      return <Switch checked={value === true} onChange={set} />;
    case 'choice':
      return (
        <Select
          style={{ width: '100%' }}
          allowClear
          value={value}
          onChange={set}
          options={options.map((one) => ({ value: one.value, label: words.local(one.name) }))}
        />
      );
    default:
      return <Input value={value as string | undefined} onChange={({ target }) => set(target.value)} />;
  }
};
