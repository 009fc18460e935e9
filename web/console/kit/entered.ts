/** What somebody has entered, as it is sent. */
import type { Field, Fields } from '../../described.ts';

/**
 * What was entered, without what was left empty. Something that may be left out as a whole is left out when nothing of
 * it was touched: a list in it that has nothing says nothing by itself.
 * @param fields what is asked for
 */
export const entered = (value: object, fields: Fields): object => partsOf(value, fields) ?? {};

const given = (value: unknown, field: Field | undefined): unknown => {
  if (value === '' || value === null) return undefined;
  const of = field?.kind === 'list' ? field.of : undefined;
  if (Array.isArray(value)) return value.map((one) => given(one, of)).filter((one) => one !== undefined);
  if (typeof value !== 'object') return value;
  const parts = partsOf(value, field?.kind === 'group' ? field.of : {});
  const untouched = field?.optional && parts && Object.values(parts).every((one) => Array.isArray(one) && !one.length);
  return untouched ? undefined : parts;
};

const partsOf = (value: object, fields: Fields): object | undefined => {
  const some = Object.entries(value).map(([name, one]) => [name, given(one, fields[name])] as const).filter(([, one]) =>
    one !== undefined
  );
  return some.length ? Object.fromEntries(some) : undefined;
};
