/** A form made from the descriptors of an operation's input. What it judges itself is what costs a request; the rest the server says. */
import MinusCircleOutlined from '@ant-design/icons/es/icons/MinusCircleOutlined';
import PlusOutlined from '@ant-design/icons/es/icons/PlusOutlined';
import type { FormInstance } from 'antd';
import Button from 'antd/es/button';
import Checkbox from 'antd/es/checkbox';
import Form from 'antd/es/form';
import Input from 'antd/es/input';
import InputNumber from 'antd/es/input-number';
import Skeleton from 'antd/es/skeleton';
import Select from 'antd/es/select';
import Space from 'antd/es/space';
import Switch from 'antd/es/switch';
import Typography from 'antd/es/typography';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { minorDigits } from '../../../shared/kernel/values/currencies.ts';
import type { Money } from '../../../shared/kernel/values/money.ts';
import type { Field, Fields } from '../../described.ts';
import { minutesIn } from './days.ts';
import { useCurrency } from './known.ts';
import type { Held } from './inputs/held.ts';
import { faultWords, placeOf } from './faults.ts';
import { problemOf, sayProblem } from './problem.tsx';
import { useWords, type Words } from './words.tsx';
import { Part } from './table.tsx';

// Each brings a large part of Ant Design along: loaded with the first form that has one.
const InstantInput = lazy(() => import('./inputs/dates.tsx').then((all) => ({ default: all.InstantInput })));
export const DayInput = lazy(() => import('./inputs/dates.tsx').then((all) => ({ default: all.DayInput })));
export const CategoryInput = lazy(() => import('./inputs/category-input.tsx'));
const WarehouseInput = lazy(() => import('./inputs/warehouse-input.tsx'));
const VideoInput = lazy(() => import('./inputs/video-input.tsx'));
const PicturesInput = lazy(() => import('./inputs/pictures.tsx'));
const PictureInput = lazy(() => import('./inputs/picture-input.tsx'));
const SkusInput = lazy(() => import('./inputs/skus-input.tsx'));
const AttributesInput = lazy(() => import('./inputs/attributes-input.tsx'));

type Place = readonly (string | number)[];
const currencies = Object.keys(minorDigits) as (keyof typeof minorDigits)[];

/** The fields of a form, in their order. `root` is where they are in its values, `at` where in the list around them. */
export const FormFields = ({ fields, at = [], root = at }: { fields: Fields; at?: Place; root?: Place }): ReactNode => (
  <Suspense fallback={<Skeleton active />}>
    {Object.entries(fields).map(([name, field]) => (
      <Entry key={name} name={name} field={field} at={[...at, name]} root={[...root, name]} />
    ))}
  </Suspense>
);

interface EntryProps {
  readonly name: string;
  readonly field: Field;
  readonly at: Place;
  readonly root: Place;
}

const Entry = ({ name, field, at, root }: EntryProps): ReactNode => {
  const words = useWords();
  const label = words.field(name);
  const place = at as (string | number)[];
  switch (field.kind) {
    case 'group':
      return (
        <Part title={label}>
          <FormFields
            fields={field.optional ? Object.fromEntries(asOptional(field.of)) : field.of}
            at={at}
            root={root}
          />
        </Part>
      );
    case 'variants':
      return <Variants name={name} field={field} at={at} root={root} />;
    case 'local':
      return (
        <Form.Item label={label} required={!field.optional} style={{ marginBottom: 0 }}>
          {(['zh', 'en'] as const).map((locale) => (
            <Form.Item
              key={locale}
              name={[...place, locale]}
              rules={rulesOf({ ...field, kind: 'text', optional: field.both ? undefined : true } as Field, words)}
            >
              {field.multiline
                ? (
                  <Input.TextArea
                    autoSize={{ minRows: 3, maxRows: 12 }}
                    lang={locale}
                    aria-label={`${label} (${words.field(locale)})`}
                    placeholder={words.field(locale)}
                  />
                )
                : (
                  <Input
                    lang={locale}
                    prefix={<Typography.Text type="secondary">{words.field(locale)}</Typography.Text>}
                    aria-label={`${label} (${words.field(locale)})`}
                  />
                )}
            </Form.Item>
          ))}
        </Form.Item>
      );
    case 'list':
      if (name === 'skus' && root.length === 1) return <SkusInput most={field.most ?? 1} />;
      if (['group', 'variants', 'money', 'local'].includes(field.of.kind)) {
        return <Many name={name} field={field} at={at} root={root} />;
      }
      break;
    default:
  }
  return (
    <Form.Item
      name={place}
      label={label}
      extra={words.locale === 'en' && field.kind === 'duration' ? field.note : undefined}
      rules={rulesOf(field, words)}
      {...(field.kind === 'switch' && { valuePropName: 'checked' })}
      {...(!field.optional && untouched[field.kind])}
    >
      {inputOf(name, field, label, words)}
    </Form.Item>
  );
};

/** What somebody has said who has not touched a field of this kind: nothing of a list, no to a question. */
const untouched: Partial<Record<Field['kind'], { readonly initialValue: unknown }>> = {
  list: { initialValue: [] },
  switch: { initialValue: false },
};

/** What may be left out as a whole has no field that must be filled in: the server says what is missing beside others. */
const asOptional = (fields: Fields) =>
  Object.entries(fields).map(([name, field]) => [name, { ...field, optional: true }] as const);

const inputOf = (name: string, field: Field, label: string, words: Words): ReactNode => {
  switch (field.kind) {
    case 'text':
      return field.multiline
        ? (
          <Input.TextArea
            autoSize={{ minRows: 3, maxRows: 12 }}
            showCount={field.most !== undefined}
            {...(field.most && { maxLength: field.most })}
          />
        )
        : <Input {...(field.most && { maxLength: field.most })} />;
    case 'secret':
      return <Input.Password autoComplete="off" />;
    case 'email':
      return <Input type="email" autoComplete="off" />;
    case 'money':
      return <MoneyInput label={label} />;
    case 'count':
      return (
        <InputNumber
          precision={0}
          style={{ width: '100%' }}
          {...(field.least !== undefined && { min: field.least })}
          {...(field.most !== undefined && { max: field.most })}
        />
      );
    case 'rate':
      return <RateInput />;
    case 'duration':
      return <DurationInput label={label} />;
    case 'choice':
      return (
        <Select
          allowClear={field.optional === true}
          options={field.of.map((value) => ({ value, label: words.choice(value) }))}
        />
      );
    case 'currency':
      return (
        <Select
          showSearch
          options={currencies.map((value) => ({ value, label: `${value} ${nameOfCurrency(value, words)}` }))}
        />
      );
    case 'switch':
      return <Switch />;
    case 'instant':
      return <InstantInput />;
    case 'day':
      return <DayInput />;
    case 'picture':
      return <PictureInput />;
    case 'id':
      if (field.of === 'category') return <CategoryInput />;
      if (field.of === 'video') return <VideoInput />;
      if (field.of === 'warehouse') return <WarehouseInput />;
      return <Input spellCheck={false} autoComplete="off" />;
    case 'list':
      if (field.of.kind === 'id' && field.of.of === 'image') {
        return (
          <PicturesInput
            door={name === 'photos' ? 'POST /merchant/v1/return-photos' : 'POST /merchant/v1/listing-images'}
          />
        );
      }
      return field.of.kind === 'choice'
        ? <BoxesInput options={field.of.of.map((value) => ({ value, label: words.choice(value) }))} />
        : <Select mode="tags" tokenSeparators={separators} open={false} suffixIcon={null} />;
    default:
      return name === 'attributes' ? <AttributesInput /> : <DataInput />;
  }
};

/** Between what is typed or pasted into a list. A space is part of what is typed. */
const separators = [',', '，', '、', '\n'];

/** Takes what a group of boxes may have: that it is required is no property of one, to a screen reader. */
const BoxesInput = ({ id, value, onChange, options }: {
  id?: string;
  value?: string[];
  onChange?: (value: string[]) => void;
  options: { value: string; label: string }[];
}) => <Checkbox.Group {...(id && { id })} value={value ?? []} {...(onChange && { onChange })} options={options} />;

const nameOfCurrency = (code: string, { locale }: Words): string =>
  new Intl.DisplayNames(locale, { type: 'currency' }).of(code) ?? code;

const rulesOf = (field: Field, { kit }: Words) => [
  ...(field.optional || field.nullable || field.kind === 'switch' || (field.kind === 'list' && !field.least)
    ? []
    : [{ required: true, message: kit.tokens.required }]),
  ...('most' in field && field.most !== undefined && (field.kind === 'text' || field.kind === 'local')
    ? [{ max: field.most, message: kit.tokens.atMost(field.most) }]
    : []),
];

/** A list of things, each with fields of its own. */
const Many = ({ name, field, at, root }: EntryProps & { field: Field & { kind: 'list' } }) => {
  const words = useWords();
  const of = field.of;
  return (
    <Form.Item label={words.field(name)} required={!field.optional}>
      <Form.List name={at as (string | number)[]}>
        {(entries, { add, remove }, { errors }) => (
          <>
            {entries.map(({ key, name: index }) => (
              <Part
                key={key}
                title={index + 1}
                beside={
                  <Button
                    type="text"
                    icon={<MinusCircleOutlined />}
                    aria-label={`${words.kit.remove} ${index + 1}`}
                    onClick={() => remove(index)}
                  />
                }
              >
                {of.kind === 'group'
                  ? <FormFields fields={of.of} at={[index]} root={[...root, index]} />
                  : <Entry name={name} field={of} at={[index]} root={[...root, index]} />}
              </Part>
            ))}
            <Button type="dashed" block icon={<PlusOutlined />} onClick={() => add()}>{words.kit.add}</Button>
            <Form.ErrorList errors={errors} />
          </>
        )}
      </Form.List>
    </Form.Item>
  );
};

/** One of several forms: which of them, and then its fields. */
const Variants = ({ name, field, at, root }: EntryProps & { field: Field & { kind: 'variants' } }) => {
  const words = useWords();
  const place = [...at, field.by] as (string | number)[];
  const chosen = Form.useWatch([...root, field.by] as (string | number)[]) as string | undefined;
  return (
    <Part title={words.field(name)}>
      <Form.Item
        name={place}
        label={words.field(field.by)}
        rules={[{ required: true, message: words.kit.tokens.required }]}
      >
        <Select options={Object.keys(field.of).map((value) => ({ value, label: words.choice(value) }))} />
      </Form.Item>
      {chosen && <FormFields fields={field.of[chosen] ?? {}} at={at} root={root} />}
    </Part>
  );
};

/** An amount as people write it; held in minor units. */
export const MoneyInput = ({ id, value, onChange, label }: Held<Money> & { label: string }) => {
  const own = useCurrency();
  const currency = value?.currency ?? own ?? 'CNY';
  const digits = minorDigits[currency];
  // A shop trades in one currency alone. The field stays where it is when that comes to be known: who types goes on typing.
  return (
    <Space.Compact block>
      <InputNumber<number>
        {...(id && { id })}
        aria-label={label}
        style={{ width: '100%', minWidth: 110 }}
        precision={digits}
        value={value ? value.amount / 10 ** digits : null}
        onChange={(typed) =>
          onChange?.(typed === null ? undefined : { amount: Math.round(typed * 10 ** digits), currency })}
        suffix={own ? currency : <span />}
      />
      {!own && (
        <Select
          aria-label={label}
          style={{ width: 92 }}
          value={currency}
          options={currencies.map((code) => ({ value: code, label: code }))}
          onChange={(code) =>
            onChange?.(
              value
                ? { amount: Math.round(value.amount / 10 ** digits * 10 ** minorDigits[code]), currency: code }
                : undefined,
            )}
        />
      )}
    </Space.Compact>
  );
};

/** A share in per cent; held in basis points. */
const RateInput = ({ id, value, onChange }: Held<number>) => (
  <InputNumber<number>
    {...(id && { id })}
    style={{ width: '100%' }}
    min={0}
    max={100}
    precision={2}
    suffix="%"
    value={value === undefined || value === null ? null : value / 100}
    onChange={(typed) => onChange?.(typed === null ? undefined : Math.round(typed * 100))}
  />
);

const units = ['D', 'H', 'M'] as const;
type Unit = (typeof units)[number];
const minutesOf: Record<Unit, number> = { D: 1440, H: 60, M: 1 };
const written = (count: number, unit: Unit): string => (unit === 'D' ? `P${count}D` : `PT${count}${unit}`);

/** A length of time, as a number of days, hours or minutes; held as ISO 8601 writes it. */
const DurationInput = ({ id, value, onChange, label }: Held<string> & { label: string }) => {
  const words = useWords();
  const inMinutes = minutesIn(value ?? '');
  const [unit, choose] = useState<Unit>(() => units.find((one) => inMinutes % minutesOf[one] === 0)!);
  const count = inMinutes / minutesOf[unit];
  return (
    <Space.Compact block>
      <InputNumber<number>
        {...(id && { id })}
        style={{ width: '100%' }}
        min={0}
        precision={Number.isInteger(count) ? 0 : 2}
        value={value ? count : null}
        onChange={(typed) => onChange?.(typed === null ? undefined : written(Math.round(typed), unit))}
      />
      <Select
        aria-label={label}
        style={{ width: 110 }}
        value={unit}
        options={units.map((one) => ({ value: one, label: words.kit.units[one] }))}
        onChange={(next) => {
          choose(next);
          if (value) onChange?.(written(Math.round(count), next));
        }}
      />
    </Space.Compact>
  );
};

/** What nobody has described, as JSON. */
const DataInput = ({ id, value, onChange }: Held<unknown>) => {
  const [text, type] = useState(() => (value === undefined ? '' : JSON.stringify(value, null, 2)));
  const [broken, breaks] = useState(false);
  return (
    <Input.TextArea
      {...(id && { id })}
      className="code"
      spellCheck={false}
      autoSize={{ minRows: 4, maxRows: 24 }}
      status={broken ? 'error' : ''}
      value={text}
      onChange={({ target }) => {
        type(target.value);
        try {
          onChange?.(target.value.trim() ? JSON.parse(target.value) : undefined);
          breaks(false);
        } catch {
          breaks(true);
        }
      }}
    />
  );
};

/** Puts what the server has found wrong where it is wrong; returns what is said above the form. */
export const showFaults = (form: FormInstance, error: unknown, words: Words): string => {
  const faults = problemOf(error)?.faults ?? [];
  const known = new Set(form.getFieldsError().map(({ name }) => JSON.stringify(name)));
  const homeless: string[] = [];
  for (const { path, message } of faults) {
    let place = placeOf(path);
    while (place.length > 0 && !known.has(JSON.stringify(place))) place = place.slice(0, -1);
    const said = faultWords(message, words.locale);
    if (place.length > 0) form.setFields([{ name: place, errors: [said] }]);
    else homeless.push(`${words.field(path)}: ${said}`);
  }
  const first = form.getFieldsError().find(({ errors }) => errors.length > 0);
  if (first) form.scrollToField(first.name, { block: 'center' });
  return [sayProblem(error, words), ...homeless].join(' · ');
};
