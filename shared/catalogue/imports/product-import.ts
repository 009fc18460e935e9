import * as z from 'zod';
import { changed, created, type Change } from '../../kernel/store/change.ts';
import type { Instant } from '../../kernel/values/clock.ts';
import { id, MerchantId, type Id } from '../../kernel/values/ids.ts';
import { Problem } from '../../kernel/problems.ts';
import { Locale } from '../../kernel/values/text.ts';
import { CategoryId } from '../category.ts';
import { importFinished, importRequested } from '../events.ts';

export type ImportId = Id<'importJob'>;
export const ImportId = id('importJob');

/** What the merchant says of a file of products. */
export type ImportRequest = z.infer<typeof ImportRequest>;
export const ImportRequest = z.strictObject({
  importId: ImportId,
  categoryId: CategoryId.meta({ description: 'Where what names no category of ours goes' }),
  locale: Locale.meta({ description: "The language of the file's texts" }),
  shipsWithinDays: z.int().min(1).max(60),
  preview: z.boolean().default(false).meta({ description: 'Only says what would change; it can be applied then' }),
});

/** How far an import has come. */
export type ImportCounts = z.infer<typeof ImportCounts>;
export const ImportCounts = z.object({
  /** Rows of products that have been read. */
  rows: z.int(),
  /** Products that became drafts. */
  created: z.int(),
  /** Products of which something was changed. */
  changed: z.int(),
  /** Products that were there as the file has them. */
  present: z.int(),
  /** Faults in the report. */
  faults: z.int(),
});

export const noCounts: ImportCounts = { rows: 0, created: 0, changed: 0, present: 0, faults: 0 };

/** How far a run has come, and how many rows there are. */
export interface ImportProgress {
  readonly counts: ImportCounts;
  readonly total: number;
}

/** What a file is taken for: products, or prices and stock of those that are there. */
export type ImportOf =
  | ({ readonly kind: 'products' } & Omit<ImportRequest, 'importId' | 'preview'>)
  | { readonly kind: 'prices-and-stock' };

/** The import of one file. A preview runs like it, and writes nothing. */
export interface ProductImport {
  readonly id: ImportId;
  readonly version: number;
  readonly merchantId: MerchantId;
  readonly of: ImportOf;
  readonly state: 'running' | 'previewed' | 'finished';
  readonly preview: boolean;
  readonly requestedAt: Instant;
  readonly finishedAt?: Instant;
  readonly counts: ImportCounts;
}

/** Has an uploaded file imported, or previewed. */
export const requestImport = (
  importId: ImportId,
  { of, preview, merchantId }: Pick<ProductImport, 'of' | 'preview' | 'merchantId'>,
  now: Instant,
): Change<ProductImport> =>
  created<ProductImport>(
    { id: importId, of, preview, merchantId, state: 'running', requestedAt: now, counts: noCounts },
    importRequested({ importId, merchantId }),
  );

/** Does what a preview has shown. @throws Problem illegal-step when it has shown nothing yet, or has been applied */
export const applyImport = (one: ProductImport): Change<ProductImport> => {
  if (one.state !== 'previewed') throw new Problem('illegal-step', `The import is ${one.state}`);
  return changed<ProductImport>(
    one,
    { state: 'running', preview: false, counts: noCounts },
    importRequested({ importId: one.id, merchantId: one.merchantId }),
  );
};

/** @throws Problem illegal-step when it is finished */
export const finishImport = (one: ProductImport, counts: ImportCounts, now: Instant): Change<ProductImport> => {
  mustRun(one);
  if (one.preview) return changed<ProductImport>(one, { state: 'previewed', counts });
  return changed<ProductImport>(
    one,
    { state: 'finished', finishedAt: now, counts },
    importFinished({ importId: one.id, merchantId: one.merchantId, ...counts }),
  );
};

/** @throws Problem illegal-step when it is finished */
export const mustRun = ({ state }: ProductImport): void => {
  if (state !== 'running') throw new Problem('illegal-step', `The import is ${state}`);
};

/** What the merchant sees of an import. */
export const ImportView = z.object({
  importId: ImportId,
  kind: z.enum(['products', 'prices-and-stock']),
  state: z.enum(['running', 'previewed', 'finished']),
  requestedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().optional(),
  total: z.int().optional().meta({ description: 'Rows of the file, while it runs' }),
  counts: ImportCounts,
  reportUrl: z.url().optional().meta({ description: 'The report as CSV; good for 15 minutes' }),
});

export const importView = (
  { id: importId, of: { kind }, state, requestedAt, finishedAt, counts }: ProductImport,
  progress: ImportProgress | undefined,
  reportUrl?: string,
): z.input<typeof ImportView> => ({
  importId,
  kind,
  state,
  requestedAt,
  finishedAt,
  ...(state === 'running' ? { counts: progress?.counts ?? counts, total: progress?.total } : { counts }),
  reportUrl,
});
