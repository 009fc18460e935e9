import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { operation } from '../../kernel/doors/access.ts';
import { addTo } from '../../kernel/store/add-to.ts';
import type { Write } from '../../kernel/store/commit.ts';
import { query, table } from '../../kernel/store/table.ts';
import type { MerchantId } from '../../kernel/values/ids.ts';
import type { Lying } from './warehouse-use.ts';

const partition = (merchantId: MerchantId): string => `WAREHOUSE-USE#${merchantId}`;

/** What lay in the warehouses of a shop, day by day. */
export const warehouseUse = {
  /** Adds what lies there of some SKUs; whoever counts sees to it that each is counted once a day. */
  count: operation(
    'warehouse-use.count',
    [{ on: 'table', actions: ['UpdateItem'], keys: ['WAREHOUSE-USE#*'] }],
    (merchantId: MerchantId, date: string, lying: Lying): Write[] =>
      Object.keys(lying).length > 0 ? [addTo({ pk: partition(merchantId), sk: date }, lying)] : [],
  ),

  /** The days of a month, `2026-11`, on which it was counted. */
  ofMonth: operation(
    'warehouse-use.of-month',
    [{ on: 'table', actions: ['Query'], keys: ['WAREHOUSE-USE#*'] }],
    async (merchantId: MerchantId, month: string): Promise<Lying[]> => {
      const { items } = await query(
        table.build(QueryCommand).query({ partition: partition(merchantId), range: { beginsWith: month } }),
      );
      return items.map(({ pk: _pk, sk: _sk, ...units }) => units as Lying);
    },
  ),
};
