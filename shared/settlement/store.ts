import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any, item, number, string } from 'dynamodb-toolbox/schema';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { operation, together } from '../kernel/doors/access.ts';
import { aggregate } from '../kernel/store/aggregate.ts';
import { files } from '../kernel/files/bucket.ts';
import type { Change } from '../kernel/store/change.ts';
import type { Instant } from '../kernel/values/clock.ts';
import { transact, write, type Write } from '../kernel/store/commit.ts';
import type { MerchantId } from '../kernel/values/ids.ts';
import { shardedList } from '../kernel/store/sharded-list.ts';
import { get, query, table } from '../kernel/store/table.ts';
import { ledger, type Entry } from '../ledger/public.ts';
import { discrepancyWaits, latePayoutWaits, unpaidPayoutWaits } from './desk.ts';
import type { Earning } from './earning.ts';
import type { ExportPart } from './export-part.ts';
import { standingOf, type Payout, type PayoutStanding } from './payouts/payout.ts';
import { feesAtOnce } from './policy.ts';
import type { Discrepancy, Reconciliation } from './reconciliation/reconciliation.ts';
import type { ReconciledPart, Reconciling } from './reconciliation/reconciling.ts';
import type { Progress, SettlementRun } from './run.ts';
import type { Statement } from './statement.ts';
import { earningRow, payoutRow, runRow, statementRow } from './rows.ts';
import type { EarningRow, PayoutRow, RunRow, StatementRow } from './views.ts';

/** What can be settled: a merchant's earnings stand together. */
export const settleable = shardedList('SETTLEABLE');

export const earnings = aggregate<Earning, EarningRow>({
  name: 'earning',
  prefix: 'EARNING',
  indexes: {
    gsi1: ({ merchantId, heldAt, id }) => [earningsOf(merchantId), `${heldAt}#${id}`],
    gsi2: ({ state, merchantId, releaseAt, id }) =>
      state === 'released' ? [settleable.place(merchantId), `${merchantId}#${releaseAt}#${id}`] : undefined,
  },
  summary: earningRow,
});
export const earningsOf = (merchantId: MerchantId): string => `EARNINGS#${merchantId}`;
export const earningList = earnings.list('earnings.of-merchant', 'gsi1', 'EARNINGS#*');
export const settleableList = earnings.list('earnings.settleable', 'gsi2', settleable.keys);

/** A shop that has something to be settled, and since when the first of it can be. */
export interface ToSettle {
  readonly merchantId: MerchantId;
  readonly since: Instant;
}

/**
 * The shops of a partition that have something to be settled, by their id. Of each one earning is read, the first:
 * however many there are, who has some is known in one query a shop.
 */
export const shopsToSettle = operation(
  'earnings.shops-to-settle',
  [{ on: 'table', actions: ['Query'], keys: [settleable.keys], index: 'gsi2' }],
  async function*(partition: string): AsyncGenerator<ToSettle> {
    for (let last: MerchantId | undefined;;) {
      const { items: [first] } = await query(
        table.build(QueryCommand)
          .query({
            partition,
            index: 'gsi2',
            ...(last && { range: { gt: `${last}#~` } }),
          } as { partition: string })
          .options({ limit: 1 }),
      );
      if (!first) return;
      const [merchantId, since] = String(first['gsi2sk']).split('#') as [MerchantId, Instant];
      yield { merchantId, since };
      last = merchantId;
    }
  },
);

export const statements = aggregate<Statement, StatementRow>({
  name: 'statement',
  prefix: 'STATEMENT',
  indexes: {
    gsi1: ({ merchantId, date, part }) => [statementsOf(merchantId), `${date}#${part}`],
    gsi2: ({ date, merchantId, part }) => [statementsOn(date), `${merchantId}#${part}`],
  },
  summary: statementRow,
});
export const statementsOf = (merchantId: MerchantId): string => `STATEMENTS#${merchantId}`;
export const statementsOn = (date: string): string => `STATEMENTS-ON#${date}`;
export const merchantStatements = statements.list('statements.of-merchant', 'gsi1', 'STATEMENTS#*');
export const dayStatements = statements.list('statements.of-day', 'gsi2', 'STATEMENTS-ON#*');

/** Payouts that wait for the provider, in the order in which it is to be asked about them. */
export const waitingPayouts = shardedList('WAITING-PAYOUTS');

export const payouts = aggregate<Payout, PayoutRow & { readonly askAgainAt: Instant }>({
  name: 'payout',
  prefix: 'PAYOUT',
  indexes: {
    gsi2: ({ id, state, askAgainAt }) =>
      state === 'requested' || state === 'sent' ? [waitingPayouts.place(id), `${askAgainAt}#${id}`] : undefined,
    gsi1: (payout) => [payoutsIn(standingOf(payout)), `${payout.requestedAt}#${payout.id}`],
    gsi3: ({ merchantId, requestedAt, id }) => [payoutsOf(merchantId), `${requestedAt}#${id}`],
  },
  summary: (payout) => ({ ...payoutRow(payout), askAgainAt: payout.askAgainAt }),
  desks: [unpaidPayoutWaits, latePayoutWaits],
});
export const payoutsIn = (standing: PayoutStanding): string => `PAYOUTS#${standing}`;
export const payoutList = payouts.list('payouts.in-state', 'gsi1', 'PAYOUTS#*');
export const payoutsOf = (merchantId: MerchantId): string => `PAYOUTS-OF#${merchantId}`;
export const merchantPayouts = payouts.list('payouts.of-merchant', 'gsi3', 'PAYOUTS-OF#*');
export const waitingPayoutList = payouts.list('payouts.waiting', 'gsi2', waitingPayouts.keys);

export const runs = aggregate<SettlementRun, RunRow>({
  name: 'settlement-run',
  prefix: 'SETTLEMENT-RUN',
  indexes: { gsi1: ({ id }) => [allRuns, id] },
  summary: runRow,
});
export const allRuns = 'SETTLEMENT-RUNS';
export const runList = runs.list('settlement-runs.all', 'gsi1', allRuns);

export const progress = aggregate<Progress>({ name: 'settlement-progress', prefix: 'SETTLEMENT-PROGRESS' });

export const discrepancies = aggregate<Discrepancy>({
  name: 'discrepancy',
  prefix: 'DISCREPANCY',
  desks: [discrepancyWaits],
});

export const reconciliations = aggregate<Reconciliation, Reconciliation>({
  name: 'reconciliation',
  prefix: 'RECONCILIATION',
  indexes: { gsi1: ({ id }) => [allReconciliations, id] },
  summary: (report) => report,
});
export const allReconciliations = 'RECONCILIATIONS';
export const reconciliationList = reconciliations.list('reconciliations.all', 'gsi1', allReconciliations);

/** The days that are being compared, and how their parts have come out. */
export const reconcilings = aggregate<Reconciling>({ name: 'reconciling', prefix: 'RECONCILING' });
export const reconciledParts = aggregate<ReconciledPart>({ name: 'reconciled-part', prefix: 'RECONCILED-PART' });

/**
 * Keeps what a part has come to, each thing by itself, for there may be any number: the fees, whatever was found, and last
 * that the part is done. What an earlier run has kept is left as it is.
 */
export const keepReconciled = Object.assign(
  async (
    part: Change<ReconciledPart>,
    found: readonly Change<Discrepancy>[],
    fees: readonly Entry[],
  ): Promise<void> => {
    for (let i = 0; i < fees.length; i += feesAtOnce) {
      const some = fees.slice(i, i + feesAtOnce);
      const booked = await Promise.all(some.map(({ id }) => ledger.entry(id)));
      await transact([ledger.post(...some.filter((_, place) => !booked[place]))]);
    }
    for (const change of found) {
      if (!await discrepancies.get(change.after.id)) await transact([discrepancies.save(change)]);
    }
    await transact([reconciledParts.save(part)]);
  },
  together(
    'reconciled.keep',
    ledger.entry,
    ledger.post,
    discrepancies.get,
    discrepancies.save,
    reconciledParts.save,
  ),
);

/** So many ids of some 30 bytes are an item of 150 KB. */
const merchantsPerItem = 5000;
const partsOf = (merchants: number): number[] =>
  Array.from({ length: Math.ceil(merchants / merchantsPerItem) }, (_, part) => part);
const RunMerchantsItem = new Entity({
  name: 'settlement-run-merchants',
  table,
  timestamps: false,
  schema: item({ date: string().key(), part: number().key(), merchants: any().castAs<readonly MerchantId[]>() }),
  computeKey: ({ date, part }) => ({ pk: `SETTLEMENT-RUN-MERCHANTS#${date}`, sk: String(part) }),
});

/** The merchants that had something to be settled when a day's run started. */
export const runMerchants = {
  record: operation(
    'settlement-run-merchants.record',
    [{ on: 'table', actions: ['PutItem'], keys: ['SETTLEMENT-RUN-MERCHANTS#*'] }],
    (date: string, merchants: readonly MerchantId[]): Write[] =>
      partsOf(merchants.length).map((part) =>
        write(
          RunMerchantsItem.build(PutTransaction).item({
            date,
            part,
            merchants: merchants.slice(part * merchantsPerItem, (part + 1) * merchantsPerItem),
          }),
        )
      ),
  ),

  of: operation(
    'settlement-run-merchants.of',
    [{ on: 'table', actions: ['GetItem'], keys: ['SETTLEMENT-RUN-MERCHANTS#*'] }],
    async ({ id: date, merchants }: SettlementRun): Promise<MerchantId[]> =>
      (await Promise.all(
        partsOf(merchants).map((part) => get(RunMerchantsItem.build(GetItemCommand).key({ date, part }))),
      )).flatMap((found) => found!.merchants as MerchantId[]),
  ),
};

/** How far each part of a day's export is. */
export const exportParts = aggregate<ExportPart>({ name: 'export-part', prefix: 'EXPORT-PART' });

/** Keeps how far a part is at once, so that who comes after a breakdown goes on there. */
export const keepPart = Object.assign(
  (change: Change<ExportPart>): Promise<void> => transact(exportParts.save(change)),
  together('export-parts.keep', exportParts.save),
);

/** Statements as files for their shops, below `statements/<shop>/`. */
export const statementFiles = /* @__PURE__ */ files('exports', 'statements');

/** The day's files, below `settlements/<date>/`. */
export const exportFiles = /* @__PURE__ */ files('exports', 'settlements');

/** What the comparison of one of the provider's days came to, below `reconciliations/<date>/`. */
export const comparedFolder = /* @__PURE__ */ files('exports', 'reconciliations');

/** All of one date in a folder, each with an address from which it can be fetched for 15 minutes. */
const linksIn = (folder: string, { list, link }: typeof exportFiles) =>
  Object.assign(
    async (date: string) =>
      Promise.all(
        (await list(`${date}/`)).map(async ({ path, bytes }) => ({
          key: `${folder}/${path}`,
          bytes,
          url: await link(path),
        })),
      ),
    together(`exports.${folder}.links`, list, link),
  );
export const exportLinks = /* @__PURE__ */ linksIn('settlements', exportFiles);
export const comparedLinks = /* @__PURE__ */ linksIn('reconciliations', comparedFolder);
