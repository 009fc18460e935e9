import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { hours } from '../../../shared/kernel/values/clock.ts';
import type { Answer } from '../../../web/client.ts';
import { pass, settled, until } from '../../support/control.ts';
import { waitingAt, whileHeld } from '../../support/desks.ts';
import { upload, type Merchant } from '../../support/merchants.ts';
import { finance } from '../../support/payments.ts';
import { key, refusal, staff, type Person } from '../../support/people.ts';
import { bought } from '../../support/parcels.ts';
import { completed, delivered, today } from '../../support/settlement.ts';
import { ruled } from '../../support/rulebooks.ts';
import { brl, buyer, onSale, shop, theCategory, type Buyer, type Goods } from '../../support/shopping.ts';

type Return = Answer<'GET /shop/v1/returns/{returnId}'>;

let seller: Merchant;
let ann: Buyer;
let pot: Goods;
let support: Person;

beforeAll(async () => {
  seller = await shop();
  pot = await onSale(seller, { stock: 50 });
  [ann, support] = [await buyer(), await staff('support')];
});

const orderOf = (orderId: string) => ann.call('GET /shop/v1/orders/{orderId}', { orderId });
const asks = async (orderId: string, wish: Return['wish'], quantity = 1, photos: string[] = []): Promise<Return> => {
  const { lines: [line] } = await orderOf(orderId);
  return ann.call('POST /shop/v1/returns', {
    orderId,
    lineId: line!.id,
    quantity,
    wish,
    reason: 'defective',
    note: 'It leaks',
    photos,
  }, key());
};
const decide = (returnId: string, decision: 'approve' | 'refuse', by = seller) =>
  by.call('POST /merchant/v1/returns/{returnId}/decision', { returnId, decision, note: 'Seen' }, key());
const receive = (returnId: string, by = seller) =>
  by.call('POST /merchant/v1/returns/{returnId}/receipt', { returnId });
const judge = (returnId: string, accepted: number, by = seller, photos: string[] = []) =>
  by.call('POST /merchant/v1/returns/{returnId}/inspection', { returnId, accepted, note: 'Looked at', photos }, key());
const rule = (returnId: string, ruling: 'for-buyer' | 'for-shop') =>
  support.call('POST /operator/v1/returns/{returnId}/ruling', { returnId, ruling, note: 'Why' }, key());
const object = (returnId: string, by: Person = ann, photos: string[] = []) =>
  by.call('POST /shop/v1/returns/{returnId}/dispute', { returnId, note: 'No', photos });
const picture = new Uint8Array(readFileSync(new URL('../../fixtures/pictures/exif.jpg', import.meta.url)));
/** A picture that somebody has uploaded, and what came of looking into it. */
const photo = async (by: Buyer | Merchant, bytes: Uint8Array<ArrayBuffer> = picture) => {
  const door = 'addressId' in by ? 'POST /shop/v1/return-photos' : 'POST /merchant/v1/return-photos';
  const { imageId, upload: ticket } = await by.call(door, {
    contentType: 'image/jpeg',
    sha256: createHash('sha256').update(bytes).digest('base64'),
  });
  const check = () => by.call(`${door}/{imageId}/check`, { imageId });
  expect(await refusal(check())).toBe('not-found');
  expect((await upload(ticket, bytes)).ok).toBe(true);
  return { imageId, checked: await check() };
};
const withdraw = (returnId: string, by: Person = ann) =>
  by.call('POST /shop/v1/returns/{returnId}/withdrawal', { returnId });
const send = (returnId: string, by: Person = ann) =>
  by.call('POST /shop/v1/returns/{returnId}/parcel', { returnId, carrier: 'Swift', trackingNumber: 'SW1' });
const entriesOf = async (orderId: string) =>
  (await (await finance()).call('GET /operator/v1/ledger/orders/{orderId}/entries', { orderId })).items;
const leftOn = (entries: Awaited<ReturnType<typeof entriesOf>>, code: string): number =>
  entries.flatMap(({ postings }) => postings).filter(({ account }) => account.startsWith(code))
    .reduce((sum, { amount }) => sum + amount.amount, 0);

describe('a return', () => {
  it('goes back before receipt is confirmed, and the money with it once the shop has looked [RET-02 part] [RET-03 part] [RET-06 part] [RET-07 part]', async () => {
    const orderId = await delivered(seller, ann, pot);
    const { id: returnId } = await asks(orderId, 'return-and-refund');
    expect((await seller.call('GET /merchant/v1/returns', { state: 'return-requested' })).items).toContainEqual(
      expect.objectContaining({ id: returnId, orderId, awaits: 'shop' }),
    );
    expect(await refusal(asks(orderId, 'return-and-refund'))).toBe('return-too-many');
    expect((await decide(returnId, 'approve')).state).toBe('return-approved');
    expect((await send(returnId)).awaits).toBe('carrier');
    await receive(returnId);
    expect(await refusal(judge(returnId, 2))).toBe('return-too-many');
    expect(await judge(returnId, 1)).toMatchObject({ state: 'return-refunded', refunded: brl(7390), refundedUnits: 1 });
    await settled();
    const { items } = await ann.call('GET /shop/v1/orders/{orderId}/returns', { orderId });
    expect(items).toMatchObject([{ id: returnId, state: 'return-refunded' }]);
    const elsewhere = { orderId, cursor: 'e30' };
    expect(await refusal(ann.call('GET /shop/v1/orders/{orderId}/returns', elsewhere))).toBe('invalid-cursor');
    const shown = await seller.call('GET /merchant/v1/returns/{returnId}', { returnId });
    expect(shown.taken.map(({ by }) => by)).toEqual(['buyer', 'shop', 'buyer', 'shop', 'shop']);
    expect((await orderOf(orderId)).lines[0]!.refunded).toBe(1);
  });

  it('after receipt was confirmed takes commission and the share of the shop back, exactly [RET-13 part]', async () => {
    const orderId = await completed(seller, ann, pot);
    await until(() => entriesOf(orderId), (entries) => entries.some(({ kind }) => kind === 'earn'));
    const { id: returnId } = await asks(orderId, 'refund-only');
    expect(await decide(returnId, 'approve')).toMatchObject({ state: 'return-refunded', refunded: brl(7390) });
    await settled();
    const entries = await entriesOf(orderId);
    expect(entries.map(({ kind }) => kind)).toContain('earn-reversed');
    for (const code of ['commission', 'merchant-pending', 'merchant-released', 'buyer-funds']) {
      expect(leftOn(entries, code)).toBe(0);
    }
  });

  it('asked for twice at the same moment is asked for once, and given back once [RET-02 part]', async () => {
    const orderId = await delivered(seller, ann, pot);
    const asked = await Promise.allSettled([asks(orderId, 'refund-only'), asks(orderId, 'refund-only')]);
    const made = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(made).toHaveLength(1);
    const returnId = made[0]!.id;
    const decided = await Promise.allSettled([decide(returnId, 'approve'), decide(returnId, 'approve')]);
    expect(decided.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { paymentId } = await orderOf(orderId);
    const { orders: [share] } = await ann.call('GET /shop/v1/payments/{paymentId}', { paymentId });
    expect(share!.refunding.amount + share!.refunded.amount).toBe(7390);
  });

  it('that the shop refuses is decided by the platform when its buyer disputes it [RET-06 part]', async () => {
    const orderId = await delivered(seller, ann, pot);
    const { id: returnId } = await asks(orderId, 'refund-only');
    expect(await refusal(rule(returnId, 'for-shop'))).toBe('illegal-step');
    await decide(returnId, 'refuse');
    await object(returnId);
    const waiting = await waitingAt(support, 'escalated-returns');
    expect(waiting).toContainEqual(expect.objectContaining({ itemId: returnId }));
    expect(await whileHeld('escalated-returns', returnId, 'support', () => rule(returnId, 'for-buyer'))).toBe(
      'taken-by-another',
    );
    await support.call(
      'POST /operator/v1/desks/{desk}/items/{itemId}/take',
      { desk: 'escalated-returns', itemId: returnId },
      key(),
    );
    expect((await support.call('GET /operator/v1/returns/{returnId}', { returnId })).awaits).toBe('platform');
    expect(await rule(returnId, 'for-buyer')).toMatchObject({ state: 'return-refunded', refunded: brl(7390) });
    expect(await refusal(object(returnId))).toBe('illegal-step');
  });

  it('withdrawn leaves its units to another, and one that the platform refuses is over', async () => {
    const orderId = await delivered(seller, ann, pot);
    const { id: first } = await asks(orderId, 'return-and-refund');
    expect((await withdraw(first)).state).toBe('return-closed');
    expect(await refusal(withdraw(first))).toBe('illegal-step');
    const { id: second } = await asks(orderId, 'refund-only');
    await decide(second, 'refuse');
    await object(second);
    expect((await rule(second, 'for-shop')).state).toBe('return-closed');
    expect(await refusal(decide(second, 'approve'))).toBe('illegal-step');
    expect(await refusal(receive(second))).toBe('illegal-step');
    expect(await refusal(judge(second, 1))).toBe('illegal-step');
    expect(await refusal(send(second))).toBe('illegal-step');
  });

  it('is of what has arrived', async () => {
    const orderId = await bought(ann, pot);
    expect(await refusal(asks(orderId, 'refund-only'))).toBe('illegal-step');
    await ann.call('POST /shop/v1/orders/{orderId}/cancel', { orderId });
  });

  it('is nobody else’s', async () => {
    const orderId = await delivered(seller, ann, pot);
    const { lines: [line] } = await orderOf(orderId);
    const { id: returnId } = await asks(orderId, 'refund-only');
    const [other, bob] = [await shop(), await buyer()];
    for (
      const call of [
        () => decide(returnId, 'approve', other),
        () => receive(returnId, other),
        () => judge(returnId, 1, other),
      ]
    ) {
      expect(await refusal(call())).toBe('not-found');
    }
    for (const call of [() => object(returnId, bob), () => withdraw(returnId, bob), () => send(returnId, bob)]) {
      expect(await refusal(call())).toBe('not-found');
    }
    expect(await refusal(bob.call('GET /shop/v1/returns/{returnId}', { returnId }))).toBe('not-found');
    expect(await refusal(bob.call('GET /shop/v1/orders/{orderId}/returns', { orderId }))).toBe('not-found');
    expect(await refusal(other.call('GET /merchant/v1/returns/{returnId}', { returnId }))).toBe('not-found');
    const nothing = { returnId: 'rma_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A' };
    expect(await refusal(support.call('GET /operator/v1/returns/{returnId}', nothing))).toBe('not-found');
    expect(await refusal(rule(nothing.returnId, 'for-shop'))).toBe('not-found');
    const wanted = {
      orderId,
      lineId: line!.id,
      quantity: 1,
      wish: 'refund-only',
      reason: 'defective',
      note: 'x',
    } as const;
    expect(await refusal(bob.call('POST /shop/v1/returns', wanted, key()))).toBe('not-found');
    await withdraw(returnId);
  });

  it('goes by the policy of its category at the purchase, whatever was decided since; each version stays published [RET-01]', async () => {
    const before = await delivered(seller, ann, pot);
    const condition = { en: 'Hygiene goods are not taken back.' };
    const procedure = { en: 'Ask its shop before you send anything.' };
    const terms = { categoryId: await theCategory(), within: 'PT0M', wayBack: 'paid-by-buyer', condition, procedure };
    const { placedAt } = await orderOf(before);
    await ruled('return-policy', { categories: [terms] });
    const published = await ann.call('GET /shop/v1/return-policy', { locale: 'en' });
    expect(published).toMatchObject({
      days: 7,
      wayBack: 'paid-by-buyer',
      answerHours: 24,
      sendDays: 14,
      inspectHours: 72,
    });
    expect(published.categories).toEqual([{
      categoryId: await theCategory(),
      names: ['Tea ware'],
      days: 0,
      wayBack: 'paid-by-buyer',
      condition: condition.en,
      procedure: procedure.en,
    }]);
    const then = await ann.call('GET /shop/v1/return-policy', { at: placedAt });
    expect(then.version).toBeLessThan(published.version);
    expect(then.categories).toEqual([]);
    const since = await delivered(seller, ann, pot);
    await settled();
    expect(await refusal(asks(since, 'refund-only'))).toBe('return-window-over');
    await withdraw((await asks(before, 'refund-only')).id);
    await ruled('return-policy', { categories: [] });
  });

  it('is asked for with photos, for money alone or for goods, of its line and for a reason; buyer, shop and staff see them and nobody else [RET-02 part]', async () => {
    const orderId = await delivered(seller, ann, pot);
    const [shown, broken, bob] = [await photo(ann), await photo(ann, Buffer.from('no picture')), await buyer()];
    expect(shown.checked.state).toBe('checked');
    expect(broken.checked).toMatchObject({ state: 'refused', refusal: { reason: 'no-picture' } });
    const { imageId: ofBob } = await photo(bob);
    const { imageId: ofShop } = await photo(seller);
    for (const not of [broken.imageId, ofBob, ofShop, 'img_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A']) {
      expect(await refusal(asks(orderId, 'return-and-refund', 1, [not]))).toBe('image-missing');
    }
    const asked = await asks(orderId, 'return-and-refund', 1, [shown.imageId]);
    expect(asked.taken[0]!.photos).toEqual([{ imageId: shown.imageId }]);
    const { id: returnId } = asked;
    for (
      const read of [
        await ann.call('GET /shop/v1/returns/{returnId}', { returnId }),
        await seller.call('GET /merchant/v1/returns/{returnId}', { returnId }),
        await support.call('GET /operator/v1/returns/{returnId}', { returnId }),
      ]
    ) {
      expect(read).toMatchObject({ reason: 'defective', wish: 'return-and-refund' });
      const seen = await fetch(read.taken[0]!.photos![0]!.picture!);
      expect([seen.status, seen.headers.get('content-type')]).toEqual([200, 'image/webp']);
      // Nothing of what the camera wrote is left in it.
      expect(Buffer.from(await seen.arrayBuffer()).includes('Exif')).toBe(false);
    }
    expect(await refusal(bob.call('GET /shop/v1/returns/{returnId}', { returnId }))).toBe('not-found');
    await withdraw(returnId);
    const money = await asks(orderId, 'refund-only');
    expect(money).toMatchObject({ wish: 'refund-only', taken: [{ note: 'It leaks' }] });
    await withdraw(money.id);
  });

  it('is inspected, and what the shop does not accept it shows; its buyer can go on to the platform, whose decision moves the money once [RET-06]', async () => {
    const orderId = await delivered(seller, ann, pot);
    const { id: returnId } = await asks(orderId, 'return-and-refund');
    await decide(returnId, 'approve');
    await receive(returnId);
    expect(await refusal(judge(returnId, 0))).toBe('evidence-missing');
    const [{ imageId }, { imageId: ofAnn }] = [await photo(seller), await photo(ann)];
    expect(await refusal(judge(returnId, 0, seller, [ofAnn]))).toBe('image-missing');
    expect(await judge(returnId, 0, seller, [imageId])).toMatchObject({ state: 'return-refused', refundedUnits: 0 });
    const { taken } = await ann.call('GET /shop/v1/returns/{returnId}', { returnId });
    expect(taken.at(-1)).toMatchObject({ by: 'shop', note: 'Looked at', photos: [{ imageId }] });
    expect((await fetch(taken.at(-1)!.photos![0]!.picture!)).status).toBe(200);
    expect(await refusal(object(returnId, ann, [imageId]))).toBe('image-missing');
    await object(returnId, ann, [ofAnn]);
    expect(await waitingAt(support, 'escalated-returns')).toContainEqual(expect.objectContaining({ itemId: returnId }));
    const ruled = await Promise.allSettled([rule(returnId, 'for-buyer'), rule(returnId, 'for-buyer')]);
    expect(ruled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await settled();
    const { paymentId } = await orderOf(orderId);
    const { orders: [share] } = await ann.call('GET /shop/v1/payments/{paymentId}', { paymentId });
    expect(share!.refunding.amount + share!.refunded.amount).toBe(7390);
    const { taken: all } = await ann.call('GET /shop/v1/returns/{returnId}', { returnId });
    expect(all.at(-1)).toMatchObject({ state: 'return-refunded', by: 'platform', note: 'Why' });
  });

  it('that its shop refuses before anything came back is shown by photos as well, its own alone', async () => {
    const { id: returnId } = await asks(await delivered(seller, ann, pot), 'refund-only');
    const [{ imageId }, nobody] = [await photo(seller), await staff('merchant')];
    const refused = { returnId, decision: 'refuse', note: 'It was sent whole' } as const;
    const with_ = (photos: string[]) =>
      seller.call('POST /merchant/v1/returns/{returnId}/decision', { ...refused, photos }, key());
    expect(await refusal(with_(['img_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A']))).toBe('image-missing');
    expect((await with_([imageId])).taken.at(-1)!.photos).toEqual([{ imageId }]);
    const file = { contentType: 'image/png', sha256: createHash('sha256').update('').digest('base64') } as const;
    expect(await refusal(nobody.call('POST /merchant/v1/return-photos', file))).toBe('no-shop');
    expect(await refusal(nobody.call('POST /merchant/v1/return-photos/{imageId}/check', { imageId }))).toBe('no-shop');
    await withdraw(returnId);
  });

  it('nobody looks at that is small, early, for a good reason and of a buyer with a good record, by the rules at its purchase [RET-04]', async () => {
    const record = { within: 'P30D', mostAsked: 1, mostLost: 0 };
    const approveAtOnce = { reasons: ['defective'], within: 'P2D', upTo: [brl(7390)], record };
    await ruled('return-policy', { approveAtOnce });
    const asksAnew = async (by: Buyer, reason: Return['reason'], wish: Return['wish'] = 'return-and-refund') => {
      const orderId = await delivered(seller, by, pot);
      const { lines: [line] } = await by.call('GET /shop/v1/orders/{orderId}', { orderId });
      const wanted = { orderId, lineId: line!.id, quantity: 1, wish, reason, note: 'x' };
      return (await by.call('POST /shop/v1/returns', wanted, key())).state;
    };
    const [bob, cem, dan] = [await buyer(), await buyer(), await buyer()];
    expect(await asksAnew(bob, 'defective')).toBe('return-approved');
    expect(await asksAnew(bob, 'defective')).toBe('return-approved');
    expect(await asksAnew(bob, 'defective')).toBe('return-requested');
    expect(await asksAnew(cem, 'not-wanted')).toBe('return-requested');
    expect(await asksAnew(dan, 'defective', 'refund-only')).toBe('return-requested');
    await ruled('return-policy', { approveAtOnce: { ...approveAtOnce, upTo: [brl(7389)] } });
    expect(await asksAnew(await buyer(), 'defective')).toBe('return-requested');
    await ruled('return-policy', { approveAtOnce: { reasons: [], within: 'PT0M', upTo: [] } });
  });

  it('is handed in at a desk of the shop or its warehouse, which scans the label, and is inspected then [RET-07]', async () => {
    const { id: returnId } = await asks(await delivered(seller, ann, pot), 'return-and-refund');
    const scan = (by: Pick<Merchant, 'call'> = seller) =>
      by.call('POST /merchant/v1/return-scans', { code: returnId, place: 'Shop in Porto' });
    expect(await refusal(scan())).toBe('illegal-step');
    await decide(returnId, 'approve');
    expect(await refusal(scan(await shop()))).toBe('not-found');
    expect(await refusal(scan(await staff('merchant')))).toBe('no-shop');
    expect(await scan()).toEqual({ returnId });
    const { taken, awaits } = await ann.call('GET /shop/v1/returns/{returnId}', { returnId });
    expect([taken.at(-1), awaits]).toMatchObject([
      { state: 'return-received', by: 'shop', place: 'Shop in Porto' },
      'shop',
    ]);
    expect(await refusal(scan())).toBe('illegal-step');
    expect((await judge(returnId, 1)).state).toBe('return-refunded');
  });

  it('is rated by its buyer once it has ended; shops and the platform see why goods come back, by category and reason [RET-11]', async () => {
    const own = await shop();
    const bowl = await onSale(own, { stock: 20 });
    const { id: returnId } = await asks(await delivered(own, ann, bowl), 'refund-only');
    const rates = (stars: number, by: Person = ann) =>
      by.call('POST /shop/v1/returns/{returnId}/rating', { returnId, stars, note: 'Quick and kind' });
    expect(await refusal(rates(5))).toBe('illegal-step');
    await decide(returnId, 'approve', own);
    expect(await refusal(rates(5, await buyer()))).toBe('not-found');
    const rated = await Promise.allSettled([rates(4), rates(4)]);
    expect(rated.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await refusal(rates(1))).toBe('illegal-step');
    const { id: other } = await asks(await delivered(own, ann, bowl), 'refund-only');
    await withdraw(other);
    await settled();
    expect((await own.call('GET /merchant/v1/returns/{returnId}', { returnId })).rating).toMatchObject({
      stars: 4,
      note: 'Quick and kind',
    });
    const month = (await today()).slice(0, 7);
    const row = { categoryId: await theCategory(), reason: 'defective', requests: 2, granted: 1, refused: 1, rated: 1 };
    expect((await own.call('GET /merchant/v1/return-figures', { month })).items).toEqual([{ ...row, rating: 4 }]);
    const ofShop = { month, merchantId: own.merchantId };
    expect((await support.call('GET /operator/v1/return-figures', ofShop)).items).toEqual([{ ...row, rating: 4 }]);
    const [of] = (await support.call('GET /operator/v1/return-figures', { month })).items;
    expect(of!.requests).toBeGreaterThanOrEqual(2);
    expect((await seller.call('GET /merchant/v1/return-figures', { month: '2020-01' })).items).toEqual([]);
    expect(await refusal((await staff('merchant')).call('GET /merchant/v1/return-figures', { month }))).toBe('no-shop');
  });

  it('that its shop does not answer comes before the platform after a day, and is granted after three [RET-05]', async () => {
    const orderId = await delivered(seller, ann, pot);
    const { id: returnId } = await asks(orderId, 'refund-only');
    await pass(hours(25));
    await ann.signIn();
    await until(() => ann.call('GET /shop/v1/returns/{returnId}', { returnId }), ({ awaits }) => awaits === 'platform');
    const [waiting] = (await waitingAt(support, 'escalated-returns')).filter(({ itemId }) => itemId === returnId);
    expect(waiting).toBeDefined();
    await pass(hours(48));
    await ann.signIn();
    await until(
      () => ann.call('GET /shop/v1/returns/{returnId}', { returnId }),
      ({ state, refunded }) => state === 'return-refunded' && refunded.amount === 7390,
    );
    expect((await waitingAt(support, 'escalated-returns')).some(({ itemId }) => itemId === returnId)).toBe(false);
  });
});
