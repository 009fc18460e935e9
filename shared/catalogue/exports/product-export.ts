import * as z from 'zod';
import { changed, created, type Change } from '../../kernel/store/change.ts';
import { Instant } from '../../kernel/values/clock.ts';
import { id, MerchantId, type Id } from '../../kernel/values/ids.ts';
import { Problem } from '../../kernel/problems.ts';
import { Locale } from '../../kernel/values/text.ts';
import { exportRequested } from '../events.ts';

export type ExportId = Id<'exportJob'>;
export const ExportId = id('exportJob');

export type ExportFormat = z.infer<typeof ExportFormat>;
export const ExportFormat = z.enum(['shopify', 'woocommerce', 'prices-and-stock']);

/** What a shop asks of an export. */
export type ExportRequest = z.infer<typeof ExportRequest>;
export const ExportRequest = z.strictObject({
  format: ExportFormat,
  locale: Locale.meta({ description: 'The language of the columns of texts; the other one comes along beside' }),
});

/** How far an export has come. */
export type ExportCounts = z.infer<typeof ExportCounts>;
export const ExportCounts = z.object({ products: z.int(), rows: z.int(), files: z.int() });
export const noneExported: ExportCounts = { products: 0, rows: 0, files: 0 };

/** Bytes of one file of an export, as an import takes it. */
export const exportFileBytes = 16 * 1024 * 1024;

/** All that a shop has, as files that an import reads. */
export interface ProductExport extends ExportRequest {
  readonly id: ExportId;
  readonly version: number;
  readonly merchantId: MerchantId;
  readonly state: 'running' | 'finished';
  readonly requestedAt: Instant;
  readonly finishedAt?: Instant;
  readonly counts: ExportCounts;
}

export const requestExport = (
  exportId: ExportId,
  request: ExportRequest,
  merchantId: MerchantId,
  now: Instant,
): Change<ProductExport> =>
  created<ProductExport>(
    { ...request, id: exportId, merchantId, state: 'running', requestedAt: now, counts: noneExported },
    exportRequested({ exportId, merchantId }),
  );

/** @throws Problem illegal-step when it is finished */
export const mustBeRunning = ({ state }: ProductExport): void => {
  if (state !== 'running') throw new Problem('illegal-step', `The export is ${state}`);
};

/** @throws Problem illegal-step when it is finished */
export const finishExport = (one: ProductExport, counts: ExportCounts, now: Instant): Change<ProductExport> => {
  mustBeRunning(one);
  return changed<ProductExport>(one, { state: 'finished', finishedAt: now, counts });
};

/** What the merchant sees of an export. */
export const ExportView = z.object({
  exportId: ExportId,
  format: ExportFormat,
  state: z.enum(['running', 'finished']),
  requestedAt: Instant,
  finishedAt: Instant.optional(),
  counts: ExportCounts,
  files: z.array(z.url()).meta({ description: 'The files as CSV; good for 15 minutes' }),
});

export const exportView = (
  { id: exportId, format, state, requestedAt, finishedAt, counts }: ProductExport,
  progress: ExportCounts | undefined,
  files: string[],
): z.input<typeof ExportView> => ({
  exportId,
  format,
  state,
  requestedAt,
  finishedAt,
  counts: state === 'running' ? progress ?? counts : counts,
  files,
});
