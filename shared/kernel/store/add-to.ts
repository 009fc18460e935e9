import { write, type Write } from './commit.ts';
import { table } from './table.ts';

/** What tells an item: its partition and its sort key. */
interface Key {
  readonly pk: string;
  readonly sk: string;
}

/**
 * Adds numbers to those of an item, which is made when there is none, and sets fields beside them. It has no condition, so
 * a transaction never fails by it; whoever writes it has another write that happens once.
 */
export const addTo = (
  Key: Key,
  numbers: Readonly<Record<string, number>>,
  fields: Readonly<Record<string, unknown>> = {},
): Write => {
  const named = Object.entries({ ...numbers, ...fields }).map(([name, value], at) => ({ name, value, at }));
  const each = (added: boolean, between: string): string =>
    named.filter(({ name }) => name in numbers === added).map(({ at }) => `#n${at}${between}:n${at}`).join(', ');
  const [adds, sets] = [each(true, ' '), each(false, ' = ')];
  return write({
    params: () => ({
      Update: {
        TableName: table.getName(),
        Key,
        UpdateExpression: [adds && `ADD ${adds}`, sets && `SET ${sets}`].filter(Boolean).join(' '),
        ExpressionAttributeNames: Object.fromEntries(named.map(({ name, at }) => [`#n${at}`, name])),
        ExpressionAttributeValues: Object.fromEntries(named.map(({ value, at }) => [`:n${at}`, value])),
      },
    }),
  });
};
