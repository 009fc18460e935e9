import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any, item, string } from 'dynamodb-toolbox/schema';
import { operation, together } from '../kernel/doors/access.ts';
import { files } from '../kernel/files/bucket.ts';
import { write, type Write } from '../kernel/store/commit.ts';
import { remembered } from '../kernel/store/remembered.ts';
import { get, table } from '../kernel/store/table.ts';
import { after, instant, type Instant } from '../kernel/values/clock.ts';
import { changes } from './changes-store.ts';
import { GoodsIndex } from './goods-index.ts';
import { followedEvery, lookedAtEvery, writtenWithin } from './policy.ts';

/** Which file searches begin with. */
export interface IndexFile {
  readonly path: string;
  /** It holds what was so by then, and may miss what has changed since. */
  readonly asOf: Instant;
  readonly goods: number;
  readonly bytes: number;
}

const CurrentItem = new Entity({
  name: 'search-index',
  table,
  timestamps: false,
  schema: item({ index: string().key(), asOf: string(), file: any().castAs<IndexFile>() }),
  computeKey: () => ({ pk: 'SEARCH-INDEX', sk: 'CURRENT' }),
});
const theIndex = 'goods';

export const indexFiles = /* @__PURE__ */ files('web', 'search');

export const indexFile = {
  /** The file in use; none before the first was written. */
  current: operation(
    'search-index.current',
    [{ on: 'table', actions: ['GetItem'], keys: ['SEARCH-INDEX'] }],
    async (): Promise<IndexFile | undefined> =>
      (await get(CurrentItem.build(GetItemCommand).key({ index: theIndex })))?.file as IndexFile | undefined,
  ),

  /** Has searches begin with another file from now on. Refused with `conflict` when there is a newer one. */
  use: operation(
    'search-index.use',
    [{ on: 'table', actions: ['PutItem'], keys: ['SEARCH-INDEX'] }],
    (file: IndexFile): Write =>
      write(
        CurrentItem.build(PutTransaction).item({ index: theIndex, asOf: file.asOf, file }).options({
          condition: { or: [{ attr: 'asOf', exists: false }, { attr: 'asOf', lte: file.asOf }] },
        }),
      ),
  ),
};

/** The copy of the index that this instance searches. */
let copy: { readonly index: GoodsIndex; readonly file: IndexFile | undefined; readonly seenTo: Instant } | undefined;

/** The file that this instance is to have begun with. */
const fileToBeginWith = remembered(lookedAtEvery, 1, () => indexFile.current());

const follow = async (): Promise<GoodsIndex> => {
  const file = await fileToBeginWith();
  const known = copy && (!file || copy.file?.asOf === file.asOf) ? copy : await opened(file);
  const told = await changes.since(after(known.seenTo, -writtenWithin));
  known.index.apply(told);
  copy = { ...known, seenTo: told.reduce((last, { asOf }) => (asOf > last ? asOf : last), known.seenTo) };
  return known.index;
};

const opened = async (file: IndexFile | undefined) => {
  const found = file && await indexFiles.whole(file.path);
  if (file && !found) throw new Error(`The index file ${file.path} is not there`);
  return { index: new GoodsIndex(found?.bytes), file, seenTo: file?.asOf ?? instant(0) };
};

/**
 * The index as it is now: this instance's own copy, begun with the file and brought up to what was told since, at the most
 * half a second ago.
 */
export const presentIndex = Object.assign(
  remembered(followedEvery, 1, follow),
  together('search-index.present', indexFile.current, indexFiles.whole, changes.since),
);
