import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any, item, number, string } from 'dynamodb-toolbox/schema';
import { operation } from '../../kernel/doors/access.ts';
import { aggregate } from '../../kernel/store/aggregate.ts';
import { files } from '../../kernel/files/bucket.ts';
import { transact, write } from '../../kernel/store/commit.ts';
import type { MerchantId } from '../../kernel/values/ids.ts';
import { get, table } from '../../kernel/store/table.ts';
import type { ImportCounts, ImportId, ImportProgress, ProductImport } from './product-import.ts';

export const imports = aggregate<ProductImport>({ name: 'import', prefix: 'IMPORT' });

/** Files of imports and their reports, each shop's below its own folder. */
export const importFiles = /* @__PURE__ */ files('documents', 'imports');
export const importPath = (merchantId: MerchantId, importId: ImportId): string => `${merchantId}/${importId}.csv`;
export const reportPath = (merchantId: MerchantId, importId: ImportId): string =>
  `${merchantId}/${importId}-report.csv`;

const ProgressItem = new Entity({
  name: 'import-progress',
  table,
  timestamps: false,
  schema: item({ importId: string().key(), counts: any().castAs<ImportCounts>(), total: number() }),
  computeKey: ({ importId }) => ({ pk: `IMPORT#${importId}`, sk: 'PROGRESS' }),
});

export const importProgress = {
  get: operation(
    'import-progress.get',
    [{ on: 'table', actions: ['GetItem'], keys: ['IMPORT#*'] }],
    async (importId: ImportId): Promise<ImportProgress | undefined> =>
      (await get(ProgressItem.build(GetItemCommand).key({ importId }))) as ImportProgress | undefined,
  ),
  /** Says how far an import is, at once. */
  report: operation(
    'import-progress.report',
    [{ on: 'table', actions: ['PutItem'], keys: ['IMPORT#*'] }],
    (importId: ImportId, { counts, total }: ImportProgress): Promise<void> =>
      transact([write(ProgressItem.build(PutTransaction).item({ importId, counts, total }))]),
  ),
};
