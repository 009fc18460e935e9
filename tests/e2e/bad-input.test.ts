import { beforeAll, describe, expect, inject, it } from 'vitest';
import { hours, minutes } from '../../shared/kernel/values/clock.ts';
import { ourAccount } from '../../local/sandbox/payment-books.ts';
import type { ProblemBody } from '../../shared/kernel/problems.ts';
import { Refused } from '../../web/client.ts';
import { now, pass, settled } from '../support/control.ts';
import { category } from '../support/listings.ts';
import { upload, type Merchant } from '../support/merchants.ts';
import { hook, firstShipment } from '../support/parcels.ts';
import { paymentOf, payHook, unpaid } from '../support/payments.ts';
import { anyone, codeFor, key, refusal } from '../support/people.ts';
import { brl, buy, buyer, fill, home, onSale, shop, stockOf, type Buyer, type Goods } from '../support/shopping.ts';

let seller: Merchant;
let rival: Merchant;
let pot: Goods;
let ann: Buyer;

/** The problem that a request is refused with. @throws Error when it is not refused */
const problem = async (request: Promise<unknown>): Promise<ProblemBody> => {
  const outcome = await request.then(() => undefined, (error: unknown) => error);
  if (!(outcome instanceof Refused)) throw new Error(`The request was not refused: ${String(outcome)}`);
  return outcome.problem;
};
/** All that the buyer and the shop can see of what goes on between them. */
const everything = async () => ({
  cart: await ann.call('GET /shop/v1/cart', {}),
  addresses: await ann.call('GET /shop/v1/addresses', {}),
  orders: await ann.call('GET /shop/v1/orders', {}),
  stock: await stockOf(seller, pot),
});
/** Runs what must change nothing, and sees that it has not. */
const unchanged = async (attempt: () => Promise<void>): Promise<void> => {
  const before = await everything();
  await attempt();
  await settled();
  expect(await everything()).toEqual(before);
};

beforeAll(async () => {
  [seller, rival, ann] = [await shop(), await shop(), await buyer()];
  pot = await onSale(seller, { stock: 50 });
  await fill(ann, [pot, 2]);
});

describe('Given a buyer with goods in the cart, nothing is lost', () => {
  it.each([-1, 0, 1.5, 1000, Number.MAX_SAFE_INTEGER])(
    'when a quantity is %d, and the fault is named [CRT-01]',
    async (quantity) => {
      await unchanged(async () => {
        const refused = await problem(ann.call('POST /shop/v1/cart/lines', { skuId: pot.skuId, quantity }, key()));
        expect(refused).toMatchObject({ status: 400, code: 'invalid-input', faults: [{ path: 'quantity' }] });
      });
    },
  );

  it('when an address has no phone, and the fault is named [IAM-15]', async () => {
    await unchanged(async () => {
      const { phone: _, ...unreachable } = home;
      const refused = await problem(ann.call('POST /shop/v1/addresses', unreachable as typeof home, key()));
      expect(refused).toMatchObject({ code: 'invalid-input', faults: [{ path: 'phone' }] });
    });
  });

  it('when the total is agreed to in another currency [CRT-02]', async () => {
    await unchanged(async () => {
      const { total } = await ann.call('POST /shop/v1/checkout/preview', {});
      const order = {
        addressId: ann.addressId,
        paymentMethod: 'card' as const,
        expectedTotal: { ...total, currency: 'USD' as const },
      };
      expect(await refusal(ann.call('POST /shop/v1/orders', order, key()))).toBe('total-changed');
      const unknown = { ...order, expectedTotal: { ...total, currency: 'DOGE' as 'USD' } };
      expect(await problem(ann.call('POST /shop/v1/orders', unknown, key()))).toMatchObject({
        faults: [{ path: 'expectedTotal.currency' }],
      });
    });
  });

  it('when a price changes after the preview, and the new total is shown [CRT-02]', async () => {
    const reprice = (amount: number) =>
      seller.call('PUT /merchant/v1/listings/{listingId}/skus/{skuId}/price', { ...pot, price: brl(amount) });
    const { total } = await ann.call('POST /shop/v1/checkout/preview', {});
    await reprice(5990);
    await unchanged(async () => {
      const order = { addressId: ann.addressId, paymentMethod: 'card' as const, expectedTotal: total };
      expect(await refusal(ann.call('POST /shop/v1/orders', order, key()))).toBe('total-changed');
    });
    const { changes, total: next } = await ann.call('POST /shop/v1/checkout/preview', {});
    expect(changes).toMatchObject([{ kind: 'price-changed', price: { before: brl(5890), after: brl(5990) } }]);
    expect(next).toEqual(brl(total.amount + 200));
    await reprice(5890);
  });

  it('when something in the cart is taken off the shelf, and the cart says so [CRT-02]', async () => {
    const gone = await onSale(seller, { stock: 3 });
    await fill(ann, [gone, 1]);
    const { total } = await ann.call('POST /shop/v1/checkout/preview', {});
    await seller.call('POST /merchant/v1/listings/{listingId}/off-shelf', { listingId: gone.listingId });
    await unchanged(async () => {
      const order = { addressId: ann.addressId, paymentMethod: 'card' as const, expectedTotal: total };
      expect(await refusal(ann.call('POST /shop/v1/orders', order, key()))).toBe('offer-gone');
    });
    const { changes, shops } = await ann.call('GET /shop/v1/cart', {});
    expect(changes).toMatchObject([{ kind: 'off-sale', skuId: gone.skuId }]);
    const { lineId } = shops.flatMap(({ lines }) => lines).find(({ skuId }) => skuId === gone.skuId)!;
    await ann.call('DELETE /shop/v1/cart/lines/{lineId}', { lineId });
  });

  it('when a key comes back with another body', async () => {
    const once = key();
    await ann.call('POST /shop/v1/cart/lines', { skuId: pot.skuId, quantity: 1 }, once);
    await unchanged(async () => {
      const other = await problem(ann.call('POST /shop/v1/cart/lines', { skuId: pot.skuId, quantity: 5 }, once));
      expect(other).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
    });
  });

  it('when a body has 10 MB [SEC-05]', async () => {
    await unchanged(async () => {
      const answer = await fetch(`${inject('cloud').api}/shop/v1/cart/lines`, {
        method: 'POST',
        body: JSON.stringify({ skuId: pot.skuId, quantity: 1, note: 'x'.repeat(10 * 1024 * 1024) }),
        headers: { 'authorization': `Bearer ${ann.token()}`, 'content-type': 'application/json', ...key() },
      });
      expect(answer.status).toBe(413);
    });
  });

  it("when another shop lays hands on the buyer's order [IAM-20]", async () => {
    const ben = await buyer();
    const { orderId } = (await buy(ben, [pot, 1])).orders[0]!;
    const state = () => seller.call('GET /merchant/v1/orders/{orderId}', { orderId });
    const before = await state();
    expect(await refusal(rival.call('GET /merchant/v1/orders/{orderId}', { orderId }))).toBe('not-found');
    expect(await refusal(rival.call('POST /merchant/v1/orders/{orderId}/accept', { orderId }))).toBe('not-found');
    expect(await refusal(rival.call('POST /merchant/v1/orders/{orderId}/refuse', { orderId, reason: 'Mine' }))).toBe(
      'not-found',
    );
    expect(
      await refusal(
        rival.call('POST /merchant/v1/shipments/{shipmentId}/hand-over', { shipmentId: firstShipment(orderId) }, key()),
      ),
    ).toBe(
      'not-found',
    );
    await settled();
    expect(await state()).toEqual(before);
  });
});

describe('Given an order that waits for its money', () => {
  it('when a notice is forged, altered or old, then nothing is paid, and an honest one still counts [PAY-04]', async () => {
    const { paymentId, total } = await unpaid(ann, [[pot, 1]], 'bank-remittance');
    const { remittance } = await paymentOf(ann, paymentId);
    const notice = {
      id: `evt_${paymentId}`,
      type: 'payment.captured',
      createdAt: '',
      data: {
        id: `p_${paymentId}`,
        reference: remittance!.reference,
        currency: total.currency,
        capturedAmount: total.amount,
        payee: ourAccount,
      },
    };
    const signedAt = await now();
    const old = new Date(signedAt.getTime() - minutes(6));
    const forged = { signedAt, signature: `t=${Math.floor(signedAt.getTime() / 1000)},v1=${'0'.repeat(64)}` };
    for (const how of [forged, { signedAt, signature: '' }, { signedAt: old }]) {
      const answer = await payHook(notice, how);
      expect([answer.status, await answer.json()]).toMatchObject([401, { code: 'signature-invalid' }]);
    }
    const carrierNotice = {
      id: 'evt_1',
      data: {
        waybill: 'SW1',
        reference: 'shp_1',
        status: 'delivered',
        occurredAt: signedAt.toISOString(),
        place: 'Depot',
      },
    };
    for (const how of [forged, { signedAt: old }]) expect((await hook('swift', carrierNotice, how)).status).toBe(401);
    await settled();
    expect(await paymentOf(ann, paymentId)).toMatchObject({ state: 'pending', received: [] });
    expect((await payHook(notice, { signedAt: await now() })).status).toBe(202);
    await settled();
    expect(await paymentOf(ann, paymentId)).toMatchObject({ state: 'captured' });
  });
});

describe('Given a shop that imports a file', () => {
  it.each([
    ['has an open quote', 'Handle,Title,Variant Price\n"pot,Pot,10'],
    ['has rows of different lengths', 'Handle,Title,Variant Price\npot,Pot,10,surplus\n'],
  ])('when it %s, then the report says where, and nothing is listed of it [CAT-22]', async (_, csv) => {
    const { categoryId } = await category();
    const { importId, upload: ticket } = await rival.call('POST /merchant/v1/product-files', {});
    expect((await upload(ticket, csv)).ok).toBe(true);
    await rival.call('POST /merchant/v1/product-imports', { importId, categoryId, locale: 'en', shipsWithinDays: 3 });
    await settled();
    const { state, counts, reportUrl } = await rival.call('GET /merchant/v1/product-imports/{importId}', { importId });
    expect([state, counts?.created]).toEqual(['finished', 0]);
    expect(counts!.faults).toBeGreaterThan(0);
    expect((await (await fetch(reportUrl!)).text()).split('\n')[1]).toMatch(/^\d+,.*fault/);
    expect((await rival.call('GET /merchant/v1/listings', {})).items).toEqual([]);
  });
});

describe('Given a registration', () => {
  it('when its code comes a day late, then it is refused, and a new one opens the account [IAM-01]', async () => {
    const call = anyone();
    const [login, password] = [`late-${Date.now()}@example.com`, 'Correct-Horse-1'];
    await call('POST /shop/v1/registrations', { login });
    const code = await codeFor(login);
    await pass(hours(25));
    expect(await problem(call('POST /shop/v1/registrations/confirm', { login, code, password }))).toMatchObject({
      status: 422,
      code: 'code-wrong',
    });
    await call('POST /shop/v1/registrations/resend', { login });
    const next = await codeFor(login, code);
    expect(await call('POST /shop/v1/registrations/confirm', { login, code: next, password })).toHaveProperty(
      'accountId',
    );
  });
});
