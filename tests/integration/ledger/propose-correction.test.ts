import { beforeAll, describe, expect, it } from 'vitest';
import { days, minutes } from '../../../shared/kernel/values/clock.ts';
import { deliver, pass, settled } from '../../support/control.ts';
import { itemAt, waitingAt, whileHeld } from '../../support/desks.ts';
import type { Merchant } from '../../support/merchants.ts';
import { key, refusal, staff, type Person } from '../../support/people.ts';
import { completed, paidShop, passTo, passToExport, today } from '../../support/settlement.ts';
import { brl, buyer, onSale, type Buyer } from '../../support/shopping.ts';

let [ann, bob]: Person[] = [];
let customer: Buyer;
let seller: Merchant;
const corrects = 'dis_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A';
const moves = (from: string, to: string, amount: number) => [
  { account: from, amount: brl(amount) },
  { account: to, amount: brl(-amount) },
];
const propose = (postings = moves('provider-fees', 'provider-clearing:sandbox', 5), headers = key()) =>
  ann!.call('POST /operator/v1/ledger/corrections', { postings, corrects, reason: 'The bank kept it' }, headers);
const approve = (person: Person, correctionId: string, headers = key()) =>
  person.call('POST /operator/v1/ledger/corrections/{correctionId}/approve', { correctionId }, headers);
const refuse = (person: Person, correctionId: string) =>
  person.call('POST /operator/v1/ledger/corrections/{correctionId}/refuse', { correctionId, note: 'No' }, key());
const withdraw = (person: Person, correctionId: string, headers = key()) =>
  person.call('POST /operator/v1/ledger/corrections/{correctionId}/withdraw', { correctionId }, headers);
const waits = async () => (await waitingAt(bob!, 'corrections')).map(({ itemId }) => itemId);
const listed = async (state: 'approved' | 'refused' | 'withdrawn' | 'lapsed') =>
  (await bob!.call('GET /operator/v1/ledger/corrections', { state, limit: 100 })).items.map(({ correctionId }) =>
    correctionId
  );
const balanceOf = async (code: string) =>
  (await bob!.call('GET /operator/v1/ledger/trial-balance', {})).accounts.find(({ account, currency }) =>
    account === code && currency === 'BRL'
  )?.balance.amount ?? 0;

beforeAll(async () => {
  [ann, bob] = [await staff('finance'), await staff('finance')];
  [seller, customer] = [await paidShop(), await buyer()];
});

describe('a correction of the books', () => {
  it('is posted once a second person approves it, and the books balance [SET-08 part] [SET-01 part]', async () => {
    const before = await balanceOf('provider-fees');
    const { correctionId, state } = await propose();
    expect(state).toBe('proposed');
    expect(await waits()).toContain(correctionId);
    expect(await balanceOf('provider-fees')).toBe(before);
    expect(await refusal(approve(ann!, correctionId))).toBe('second-person-needed');
    expect(await approve(bob!, correctionId)).toMatchObject({ state: 'approved', decidedBy: bob!.accountId, corrects });
    expect(await balanceOf('provider-fees')).toBe(before + 5);
    expect((await bob!.call('GET /operator/v1/ledger/trial-balance', {})).balanced).toBe(true);
    expect(await listed('approved')).toContain(correctionId);
    expect(await waits()).not.toContain(correctionId);
    expect(await itemAt(bob!, 'corrections', correctionId)).toMatchObject({
      settledBy: bob!.accountId,
      shows: { proposedBy: ann!.accountId, corrects },
    });
  });

  it('is safe to repeat: the same keys propose one and post it once', async () => {
    const [proposal, approval] = [key(), key()];
    const [first, again] = [await propose(undefined, proposal), await propose(undefined, proposal)];
    expect(again).toEqual(first);
    const before = await balanceOf('provider-fees');
    const approved = await approve(bob!, first.correctionId, approval);
    expect(await approve(bob!, first.correctionId, approval)).toEqual(approved);
    expect(await refusal(approve(bob!, first.correctionId))).toBe('illegal-step');
    expect(await balanceOf('provider-fees')).toBe(before + 5);
  });

  it('is decided once when many decide at the same moment', async () => {
    const before = await balanceOf('provider-fees');
    const { correctionId } = await propose();
    const carl = await staff('admin');
    const outcomes = await Promise.allSettled([
      approve(bob!, correctionId),
      approve(carl, correctionId),
      refuse(carl, correctionId),
      withdraw(ann!, correctionId),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const posted = (await listed('approved')).includes(correctionId) ? 5 : 0;
    expect(await balanceOf('provider-fees')).toBe(before + posted);
  });

  it('is refused by somebody else, and taken back by who has proposed it', async () => {
    const [one, other] = [await propose(), await propose()];
    expect(await refusal(refuse(ann!, one.correctionId))).toBe('second-person-needed');
    expect(await refuse(bob!, one.correctionId)).toMatchObject({ state: 'refused', note: 'No' });
    for (const decide of [approve, refuse]) {
      const held = whileHeld('corrections', other.correctionId, 'finance', () => decide(bob!, other.correctionId));
      expect(await held).toBe('taken-by-another');
    }
    expect(await refusal(withdraw(bob!, other.correctionId))).toBe('forbidden');
    const taken = key();
    expect(await withdraw(ann!, other.correctionId, taken)).toMatchObject({ state: 'withdrawn' });
    expect(await withdraw(ann!, other.correctionId, taken)).toMatchObject({ state: 'withdrawn' });
    expect(await refusal(approve(bob!, other.correctionId))).toBe('illegal-step');
    expect(await refusal(refuse(bob!, other.correctionId))).toBe('illegal-step');
    expect(await refusal(withdraw(ann!, one.correctionId))).toBe('illegal-step');
  });

  it('never moves what an order, a capture or a shop is owed by other records, which would then wait for ever; what is claimed of a shop stands among its entries [SET-01 part]', async () => {
    const orderId = await completed(seller, customer, await onSale(seller, { stock: 5 }));
    const { merchantId } = seller;
    const { pending } = await seller.call('GET /merchant/v1/balance', {});
    const owed = [`buyer-funds:${orderId}`, `merchant-pending:${merchantId}`, `merchant-released:${merchantId}`];
    for (const account of [...owed, 'unallocated-funds:pay_1']) {
      expect(await refusal(propose(moves(account, 'commission', 1)))).toBe('invalid-input');
      expect(await refusal(propose(moves('commission', account, 1)))).toBe('invalid-input');
    }
    const { correctionId } = await propose(moves(`merchant-receivable:${merchantId}`, 'commission', 1));
    await approve(bob!, correctionId);
    const back = await propose(moves('commission', `merchant-receivable:${merchantId}`, 1));
    await approve(bob!, back.correctionId);
    expect((await seller.call('GET /merchant/v1/balance', {})).pending).toEqual(pending);
    const { items } = await bob!.call('GET /operator/v1/ledger/merchants/{merchantId}/entries', { merchantId });
    expect(items.slice(0, 2)).toMatchObject([{ kind: 'correction' }, { kind: 'correction', reference: corrects }]);
  });

  it('of a day that is closed reverses it in the present one: what was closed stays as it was [SET-14]', async () => {
    const filesOf = async (date: string) => {
      const { files } = await bob!.call('GET /operator/v1/settlements/{date}/files', { date });
      const contents = files.map(async ({ key: name, url }) => [name, await (await fetch(url)).text()] as const);
      return new Map(await Promise.all(contents));
    };
    const ledgerOf = (date: string, files: Awaited<ReturnType<typeof filesOf>>) =>
      files.get(`settlements/${date}/ledger.csv`)!;
    const entryOf = async ({ correctionId }: { correctionId: string }) => {
      await approve(bob!, correctionId);
      return correctionId;
    };
    const backAgain = () => Promise.all([ann!.signIn(), bob!.signIn()]);
    // A day has files once its settlement has run.
    await passTo(19);
    await backAgain();
    const [wrongDay, wrong] = [await today(), await entryOf(await propose())];
    await passToExport();
    await backAgain();
    const closed = await filesOf(wrongDay);
    expect(ledgerOf(wrongDay, closed)).toContain(wrong);
    expect((await bob!.call('GET /operator/v1/ledger/trial-balance', {})).closedThrough! >= wrongDay).toBe(true);

    await passTo(19);
    await backAgain();
    const before = await balanceOf('provider-fees');
    const rightDay = await today();
    const reversal = await entryOf(await propose(moves('provider-clearing:sandbox', 'provider-fees', 5)));
    expect(await balanceOf('provider-fees')).toBe(before - 5);
    await passToExport();
    await backAgain();
    expect(await filesOf(wrongDay)).toEqual(closed);
    expect(ledgerOf(rightDay, await filesOf(rightDay))).toContain(reversal);
  }, 120_000);

  it('is not even proposed when it does not balance, or moves what is no account', async () => {
    const [one, other] = moves('commission', 'freight', 5);
    expect(await refusal(propose([one!, { ...other!, amount: brl(-4) }]))).toBe('correction-unbalanced');
    expect(await refusal(propose([one!, { ...other!, account: 'petty-cash' }]))).toBe('invalid-input');
    expect(await refusal(approve(bob!, 'cor_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A'))).toBe('not-found');
    expect(await refusal(refuse(bob!, 'cor_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A'))).toBe('not-found');
    expect(await refusal(withdraw(bob!, 'cor_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A'))).toBe('not-found');
    const list = bob!.call('GET /operator/v1/ledger/corrections', { cursor: 'nonsense' });
    expect(await refusal(list)).toBe('invalid-cursor');
  });

  it('lapses after seven days, however often its deadline comes', async () => {
    const [waiting, decided] = [await propose(), await propose()];
    await refuse(bob!, decided.correctionId);
    await pass(days(7) + minutes(1));
    await settled();
    await Promise.all([ann!.signIn(), bob!.signIn()]);
    expect(await listed('lapsed')).toContain(waiting.correctionId);
    expect(await listed('refused')).toContain(decided.correctionId);
    expect(await refusal(approve(bob!, waiting.correctionId))).toBe('illegal-step');
    const { correctionId } = waiting;
    const again = { detail: { id: 'again', useCase: 'ledger/lapse-correction', payload: { correctionId } } };
    expect(await deliver('ledger/lapse-correction', again)).toMatchObject({ ok: true });
    expect(await listed('lapsed')).toContain(correctionId);
  });
});
