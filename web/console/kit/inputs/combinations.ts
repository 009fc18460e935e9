/** Options of goods and the rows that follow from them, without a page. */
import type { Input } from '../../../client.ts';

type Sku = NonNullable<Input<'POST /merchant/v1/listings'>['skus']>[number];
type Spec = NonNullable<Sku['specs']>[number];
/** A row that is being filled in. */
export type SkuDraft = Partial<Sku>;

/** What buyers choose by: a name, such as a colour, and its values. */
export interface Option {
  readonly name: Spec['name'];
  readonly values: readonly Spec['value'][];
}

const same = (one: Option['name'], other: Option['name'] | undefined): boolean =>
  one.zh === other?.zh && one.en === other?.en;

/** The options that rows have been made of. */
export const optionsOf = (skus: readonly SkuDraft[]): Option[] =>
  (skus[0]?.specs ?? []).map(({ name }, i) => ({
    name,
    values: skus.flatMap(({ specs }) => specs?.[i]?.value ?? []).filter((value, at, all) =>
      all.findIndex((one) => same(one, value)) === at
    ),
  }));

/**
 * A row for each combination, the last option changing fastest. A row that was there before keeps what was filled in; a
 * new one begins with the price and the weight of the first.
 */
export const combinations = (options: readonly Option[], before: readonly SkuDraft[]): SkuDraft[] => {
  const specs = options.reduce<Spec[][]>(
    (rows, { name, values }) => rows.flatMap((row) => values.map((value) => [...row, { name, value }])),
    [[]],
  );
  const { price, weight, size } = before[0] ?? {};
  return specs.map((row, at) => {
    const known = before.find((one) => row.every(({ value }, i) => same(value, one.specs?.[i]?.value)))
      // As many as before: an option or a value has been given another name.
      ?? (before.length === specs.length ? before[at] : undefined);
    return { ...(known ?? { price, weight, size }), specs: row };
  });
};
