import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { item, string } from 'dynamodb-toolbox/schema';
import { operation } from '../kernel/doors/access.ts';
import { write, type Write } from '../kernel/store/commit.ts';
import { get, table } from '../kernel/store/table.ts';
import type { Arrival } from './move.ts';
import { provider } from './provider/institution.ts';
import type { PaymentReport } from './provider/provider.ts';

const CaptureItem = new Entity({
  name: 'capture-claim',
  table,
  timestamps: false,
  schema: item({ provider: string().key(), providerId: string().key(), reference: string() }),
  computeKey: ({ provider, providerId }) => ({ pk: `CAPTURE#${provider}#${providerId}`, sk: 'CAPTURE' }),
});
const keys = ['CAPTURE#*'];

/** Under which reference each capture of a provider is in the books: one, for good, so that no money counts twice. */
export const captures = {
  /** Claims it, in the transaction that books it. Whoever was slower decides again, and finds it claimed. */
  claim: operation(
    'capture.claim',
    [{ on: 'table', actions: ['PutItem'], keys }],
    (arrival: Arrival): Write =>
      write(
        CaptureItem.build(PutTransaction).item(arrival).options({ condition: { attr: 'reference', exists: false } }),
      ),
  ),

  /** The same reports; what has been captured says under which reference it is in the books already. */
  recognise: operation(
    'capture.recognise',
    [{ on: 'table', actions: ['GetItem'], keys }],
    (reports: readonly PaymentReport[]): Promise<PaymentReport[]> =>
      Promise.all(reports.map(async (report) => {
        if (report.status !== 'captured') return report;
        const key = { provider: provider.name, providerId: report.providerId };
        const claim = await get(CaptureItem.build(GetItemCommand).key(key));
        return claim ? { ...report, bookedUnder: claim.reference } : report;
      })),
  ),
};
