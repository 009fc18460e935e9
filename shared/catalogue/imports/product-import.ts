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

/** What the merchant says of the whole file. */
export type ImportRequest = z.infer<typeof ImportRequest>;
export const ImportRequest = z.strictObject({
  importId: ImportId,
  categoryId: CategoryId,
  locale: Locale.meta({ description: "The language of the file's texts" }),
  shipsWithinDays: z.int().min(1).max(60),
});

/** How far an import has come. */
export type ImportCounts = z.infer<typeof ImportCounts>;
export const ImportCounts = z.object({
  /** Rows of products that have been read. */
  rows: z.int(),
  /** Products that became drafts. */
  created: z.int(),
  /** Products that an earlier import had made already. */
  present: z.int(),
  /** Faults in the report. */
  faults: z.int(),
});

export const noCounts: ImportCounts = { rows: 0, created: 0, present: 0, faults: 0 };

/** The import of one file of products into one category, as drafts. */
export interface ProductImport extends Omit<ImportRequest, 'importId'> {
  readonly id: ImportId;
  readonly version: number;
  readonly merchantId: MerchantId;
  readonly state: 'running' | 'finished';
  readonly requestedAt: Instant;
  readonly finishedAt?: Instant;
  readonly counts: ImportCounts;
}

/** Has an uploaded file imported. */
export const requestImport = (
  { importId, ...terms }: ImportRequest,
  merchantId: MerchantId,
  now: Instant,
): Change<ProductImport> =>
  created<ProductImport>(
    { ...terms, id: importId, merchantId, state: 'running', requestedAt: now, counts: noCounts },
    importRequested({ importId, merchantId }),
  );

/** @throws Problem illegal-step when it is finished */
export const finishImport = (one: ProductImport, counts: ImportCounts, now: Instant): Change<ProductImport> => {
  mustRun(one);
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
  state: z.enum(['running', 'finished']),
  requestedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().optional(),
  counts: ImportCounts,
  reportUrl: z.url().optional().meta({ description: 'The report as CSV; good for 15 minutes' }),
});

export const importView = (
  { id: importId, state, requestedAt, finishedAt, counts }: ProductImport,
  progress: ImportCounts | undefined,
  reportUrl?: string,
): z.input<typeof ImportView> => ({
  importId,
  state,
  requestedAt,
  finishedAt,
  counts: state === 'running' ? progress ?? counts : counts,
  reportUrl,
});
