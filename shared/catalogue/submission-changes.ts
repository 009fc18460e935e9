import * as z from 'zod';
import type { Instant } from '../kernel/values/clock.ts';
import { codeKey, type ListingContent, type SkuContent } from './content.ts';

/** What a reviewer approved of a listing, for good: each of them is a version. */
export interface ApprovedContent {
  /** The listing's, once it was approved. */
  readonly version: number;
  readonly at: Instant;
  readonly content: Content;
  /** In what it differs from the version before. */
  readonly changes: readonly SubmissionChange[];
}
type Content = Omit<ListingContent, 'skus'> & { readonly skus: readonly ListingContent['skus'][number][] };

/** The content of a listing, as its merchant wrote it. */
export const contentOf = (
  {
    title,
    description,
    categoryId,
    attributes,
    tags,
    permit,
    packaging,
    madeToOrder,
    shipsWithinDays,
    images,
    video,
    skus,
  }:
    & Omit<Content, 'skus'>
    & {
      readonly skus: readonly SkuContent[];
    },
): Content => ({
  title,
  ...(description && { description }),
  categoryId,
  attributes,
  ...(tags && { tags }),
  ...(permit && { permit }),
  ...(packaging && { packaging }),
  ...(madeToOrder && { madeToOrder }),
  shipsWithinDays,
  images: [...images],
  ...(video && { video }),
  skus: skus.map(({ code, price, listPrice, specs, weight, size }) => ({
    code,
    price,
    ...(listPrice && { listPrice }),
    specs,
    weight,
    ...(size && { size }),
  })),
});

/** A field in which a submission differs from what was approved last. What is not there on one side is left out. */
export type SubmissionChange = z.infer<typeof SubmissionChange>;
export const SubmissionChange = z.object({
  /** Of a SKU, its code. */
  sku: z.string().optional(),
  /** `title.zh`, `attributes.glaze`, `price` */
  field: z.string(),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
});

/** What a submission changes of what was approved last, field by field; SKUs are compared by their codes. */
export const submissionChanges = (approved: Content, submitted: Content): SubmissionChange[] => {
  const { skus: before, ...was } = approved;
  const { skus: after, ...is } = submitted;
  const codes = new Map([...before, ...after].map(({ code }) => [codeKey(code), code]));
  const skuOf = (skus: Content['skus'], key: string) => skus.find(({ code }) => codeKey(code) === key) ?? {};
  return [
    ...differing(was, is),
    ...[...codes].flatMap(([key, sku]) =>
      differing(skuOf(before, key), skuOf(after, key)).map((change) => ({ sku, ...change }))
    ),
  ];
};

const differing = (before: object, after: object, field = ''): Omit<SubmissionChange, 'sku'>[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) => {
    const [was, is] = [(before as Parts)[name], (after as Parts)[name]];
    const path = field ? `${field}.${name}` : name;
    if (isParted(was) && isParted(is)) return differing(was, is, path);
    return canonical(was) === canonical(is)
      ? []
      : [{ field: path, ...(was !== undefined && { before: was }), ...(is !== undefined && { after: is }) }];
  });

/** The same for the same value, in whatever order the table gives its fields back. */
const canonical = (value: unknown): string | undefined =>
  JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : one);

type Parts = Readonly<Record<string, unknown>>;
/** A text in two languages is told by language; an amount of money is one. */
const isParted = (value: unknown): value is Parts =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !('currency' in value);
