import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any, item, string } from 'dynamodb-toolbox/schema';
import { operation } from '../../kernel/doors/access.ts';
import { files } from '../../kernel/files/bucket.ts';
import { aggregate } from '../../kernel/store/aggregate.ts';
import { transact, write } from '../../kernel/store/commit.ts';
import { get, table } from '../../kernel/store/table.ts';
import type { ExportCounts, ExportId, ProductExport } from './product-export.ts';

export const exports = aggregate<ProductExport>({ name: 'export', prefix: 'EXPORT' });

/** Files of exports, each shop's below its own folder. */
export const exportFiles = /* @__PURE__ */ files('documents', 'product-exports');
export const exportPath = ({ merchantId, id, format }: ProductExport, place: number): string =>
  `${merchantId}/${id}/${format}-${place + 1}.csv`;

const ProgressItem = new Entity({
  name: 'export-progress',
  table,
  timestamps: false,
  schema: item({ exportId: string().key(), counts: any().castAs<ExportCounts>() }),
  computeKey: ({ exportId }) => ({ pk: `EXPORT#${exportId}`, sk: 'PROGRESS' }),
});

export const exportProgress = {
  get: operation(
    'export-progress.get',
    [{ on: 'table', actions: ['GetItem'], keys: ['EXPORT#*'] }],
    async (exportId: ExportId): Promise<ExportCounts | undefined> =>
      (await get(ProgressItem.build(GetItemCommand).key({ exportId })))?.counts,
  ),
  /** Says how far an export is, at once. */
  report: operation(
    'export-progress.report',
    [{ on: 'table', actions: ['PutItem'], keys: ['EXPORT#*'] }],
    (exportId: ExportId, counts: ExportCounts): Promise<void> =>
      transact([write(ProgressItem.build(PutTransaction).item({ exportId, counts }))]),
  ),
};
