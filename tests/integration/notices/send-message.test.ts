import { ulid } from 'ulid';
import { describe, expect, it } from 'vitest';
import { days, hours } from '../../../shared/kernel/values/clock.ts';
import { browser, close, deliver, inboxOf, now, pass, settled, until, type Message } from '../../support/control.ts';
import { listed } from '../../support/listings.ts';
import { merchant } from '../../support/merchants.ts';
import { codeFor, anyone, key, person, refusal, newStaff, type Person } from '../../support/people.ts';
import { buyer } from '../../support/shopping.ts';

/** Hands an event about an account to the one who tells of it, as the bus does: as often as one likes. */
const tell = async (
  type: string,
  { accountId }: Pick<Person, 'accountId'>,
  data: object = {},
  times = 1,
): Promise<void> => {
  const id = ulid();
  const detail = {
    id: `TEST#${id}@1.0`,
    type,
    schemaVersion: 1,
    aggregate: `TEST#${id}`,
    aggregateVersion: 1,
    occurredAt: (await now()).toISOString(),
    correlationId: id,
    causationId: id,
    actor: 'test',
    data: { accountId, ...data },
  };
  for (let time = 0; time < times; time += 1) {
    const { ok } = await deliver('notices/announce-event', { source: 'jishi', 'detail-type': type, detail });
    expect(ok).toBe(true);
  }
  await settled();
};

const mailsTo = async (login: string, subject: string): Promise<Message[]> =>
  (await inboxOf(login)).filter((one) => one.subject === subject);

let support: Promise<Person> | undefined;
const theSupport = (): Promise<Person> => (support ??= newStaff('support'));

/** What support sees of the newest message to an account. */
const traceOf = async ({ accountId }: Pick<Person, 'accountId'>) =>
  (await (await theSupport()).call('GET /operator/v1/accounts/{accountId}/messages', { accountId })).items[0]!;

/** Somebody who has registered with an address of his own. */
const registered = async (login: string): Promise<{ login: string; accountId: string }> => {
  const call = anyone();
  await call('POST /shop/v1/registrations', { login });
  const code = await codeFor(login);
  const password = `Secret-${ulid()}a1`;
  return { login, ...(await call('POST /shop/v1/registrations/confirm', { login, code, password })) };
};

/** Somebody whose mailbox is one of SES's simulator. */
const simulated = (mailbox: string) => registered(`${mailbox}+${ulid().toLowerCase()}@simulator.amazonses.com`);

const changed = 'Your password has been changed';

describe('what an account is told', () => {
  it('stands in its inbox, has left by mail once however often it was told, and is seen to have arrived [PLT-05 part] [PLT-07]', async () => {
    const ann = await person();
    await tell('password-changed', ann, {}, 3);
    expect(await mailsTo(ann.login, changed)).toEqual([
      expect.objectContaining({
        text: expect.stringContaining('Was it not you?') as string,
        html: expect.stringContaining('<h1') as string,
      }),
    ]);
    const { items } = await ann.call('GET /shop/v1/messages', {});
    expect(items).toEqual([expect.objectContaining({ subject: changed, category: 'security' })]);
    expect((await traceOf(ann)).ways).toEqual({
      mail: expect.objectContaining({ state: 'delivered', to: 'p…@example.com', attempts: 1 }) as object,
    });
  });

  it('is unread until it is read, one by one or all at once; others cannot', async () => {
    const [ann, bob] = [await person(), await person()];
    for (let i = 0; i < 3; i += 1) await tell('password-changed', ann);
    const unread = async (): Promise<number> => (await ann.call('GET /shop/v1/messages/unread-count', {})).unread;
    expect(await unread()).toBe(3);
    const { items: [newest] } = await ann.call('GET /shop/v1/messages', { limit: 1 });
    const { messageId } = newest!;
    expect(await refusal(bob.call('POST /shop/v1/messages/{messageId}/read', { messageId }, key()))).toBe('not-found');
    for (let time = 0; time < 2; time += 1) {
      await ann.call('POST /shop/v1/messages/{messageId}/read', { messageId }, key());
    }
    expect(await unread()).toBe(2);
    expect(await ann.call('POST /shop/v1/messages/read', {}, key())).toEqual({ read: 2, more: false });
    expect(await unread()).toBe(0);
    const { items } = await ann.call('GET /shop/v1/messages', {});
    expect(items.every(({ readAt }) => readAt)).toBe(true);
  });

  it('reaches the people of a shop as well, with what they have written in whatever script', async () => {
    const shop = await merchant();
    const title = '陶罐 🫖 pot';
    await listed(shop, { title: { en: title } });
    const mails = await until(() => inboxOf(shop.login), ([newest]) => newest?.subject === 'Your listing was approved');
    expect(mails[0]!.text).toContain(title);
    const { items: [newest] } = await shop.call('GET /shop/v1/messages', {});
    expect(newest).toMatchObject({ subject: 'Your listing was approved', site: 'merchant', category: 'shop' });
    expect(newest!.link).toMatch(/^\/catalogue\/listing\/lst_/);
  });

  it('reaches by text message who signs in with a number, and nobody when the number is none [PLT-05 part]', async () => {
    const [ann, bob] = await Promise.all([
      registered(`+8613${String(Date.now()).slice(-9)}`),
      registered(`+1425555${String(Date.now()).slice(-4)}`),
    ]);
    await tell('password-changed', ann);
    expect((await inboxOf(ann.login))[0]).toMatchObject({ channel: 'sms', text: `Jishi: ${changed}` });
    expect((await traceOf(ann)).ways.text).toMatchObject({
      state: 'delivered',
      to: expect.stringMatching(/^\+86…\d{4}$/) as string,
    });
    await tell('password-changed', bob);
    expect((await traceOf(bob)).ways.text).toMatchObject({ state: 'bounced' });
    await tell('password-changed', bob);
    expect((await traceOf(bob)).ways.text).toMatchObject({ state: 'suppressed', why: 'bounced' });
  });
});

describe('what somebody has chosen', () => {
  it('decides which ways are taken, but not whether he hears of his password [PLT-07]', async () => {
    const ann = await buyer();
    const off = { mail: false, text: false, push: false };
    const chosen = await ann.call('PUT /shop/v1/notice-preferences', { choices: { order: off } }, key());
    expect(chosen.reach.order).toEqual(off);
    expect(chosen.fixed).toEqual(['security', 'money']);
    const shipped = {
      orderId: 'ord_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
      buyerId: ann.accountId,
      merchantId: 'mer_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
    };
    await tell('order-accepted', ann, shipped);
    expect(await mailsTo(ann.login, 'Your order is confirmed')).toEqual([]);
    const { items: [newest] } = await ann.call('GET /shop/v1/messages', {});
    expect(newest).toMatchObject({ subject: 'Your order is confirmed', link: `/orders/${shipped.orderId}` });
    await tell('password-changed', ann);
    expect(await mailsTo(ann.login, changed)).toHaveLength(1);
    expect(
      await refusal(ann.call('PUT /shop/v1/notice-preferences', { choices: { security: off } } as never, key())),
    ).toBe('invalid-input');
  });

  it('has what can wait come when the quiet hours end, and what cannot at once', async () => {
    const ann = await buyer();
    const hour = (await now()).getUTCHours();
    const time = (ahead: number): string => `${String((hour + ahead) % 24).padStart(2, '0')}:00`;
    const quietHours = { from: time(23), to: time(3), zone: 'UTC' };
    await ann.call('PUT /shop/v1/notice-preferences', { choices: {}, quietHours }, key());
    expect((await ann.call('GET /shop/v1/notice-preferences', {})).quietHours).toEqual(quietHours);
    await tell('password-changed', ann);
    expect(await mailsTo(ann.login, changed)).toHaveLength(1);
    const data = {
      orderId: 'ord_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2B',
      buyerId: ann.accountId,
      merchantId: 'mer_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
    };
    await tell('order-accepted', ann, data);
    expect((await traceOf(ann)).ways.mail).toMatchObject({ state: 'deferred' });
    await pass(hours(3));
    expect(await mailsTo(ann.login, 'Your order is confirmed')).toHaveLength(1);
    expect((await traceOf(ann)).ways.mail).toMatchObject({ state: 'delivered' });
  });

  it('counts when what has waited is sent: what was switched off meanwhile does not leave any more', async () => {
    const ann = await buyer();
    const hour = (await now()).getUTCHours();
    const time = (ahead: number): string => `${String((hour + ahead) % 24).padStart(2, '0')}:00`;
    const quietHours = { from: time(23), to: time(3), zone: 'UTC' };
    await ann.call('PUT /shop/v1/notice-preferences', { choices: {}, quietHours }, key());
    const order = (last: string) => ({
      orderId: `ord_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2${last}`,
      buyerId: ann.accountId,
      merchantId: 'mer_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
    });
    await tell('order-accepted', ann, order('C'));
    expect((await traceOf(ann)).ways.mail).toMatchObject({ state: 'deferred' });
    const off = { order: { mail: false } };
    await ann.call('PUT /shop/v1/notice-preferences', { choices: off, quietHours }, key());
    await pass(hours(3));
    expect((await traceOf(ann)).ways.mail).toMatchObject({ state: 'suppressed', why: 'switched off by the receiver' });
    expect(await mailsTo(ann.login, 'Your order is confirmed')).toEqual([]);
  });

  it('says in which language he is told, whatever his profile’s is', async () => {
    const ann = await person();
    const chosen = await ann.call('PUT /shop/v1/notice-preferences', { choices: {}, locale: 'zh' }, key());
    expect(chosen.locale).toBe('zh');
    await tell('password-changed', ann);
    expect(await mailsTo(ann.login, '您的密码已修改')).toHaveLength(1);
    expect((await ann.call('GET /shop/v1/profile', {})).locale).toBe('en');
    await ann.call('PUT /shop/v1/notice-preferences', { choices: {} }, key());
    expect((await ann.call('GET /shop/v1/notice-preferences', {})).locale).toBe('en');
  });
});

describe('pushes', () => {
  it('go to each device, encrypted for it, and to none that has gone [PLT-05 part]', async () => {
    const ann = await person();
    expect((await ann.call('GET /shop/v1/notice-preferences', {})).pushKey).toMatch(/^[\w-]{80,}$/);
    const [phone, laptop] = [await browser(), await browser()];
    for (const one of [phone, laptop]) await ann.call('POST /shop/v1/push-devices', one, key());
    await tell('password-changed', ann);
    for (const { endpoint } of [phone, laptop]) {
      expect(await inboxOf(endpoint)).toEqual([expect.objectContaining({ channel: 'push', subject: changed })]);
    }
    await close(phone);
    await tell('password-changed', ann);
    expect(await inboxOf(laptop.endpoint)).toHaveLength(2);
    const { devices } = await ann.call('GET /shop/v1/notice-preferences', {});
    expect(devices).toHaveLength(1);
    const { subscriptionId } = devices[0]!;
    await ann.call('DELETE /shop/v1/push-devices/{subscriptionId}', { subscriptionId });
    await tell('password-changed', ann);
    expect(await inboxOf(laptop.endpoint)).toHaveLength(2);
  });

  it('are sent to no address but a push service’s', async () => {
    const ann = await person();
    const { keys } = await browser();
    for (const endpoint of ['https://example.com/push', 'http://127.0.0.1:1/push/x', 'http://169.254.169.254/latest']) {
      expect(await refusal(ann.call('POST /shop/v1/push-devices', { endpoint, keys }, key()))).toBe('invalid-input');
    }
  });
});

describe('what comes back', () => {
  it('a mailbox that does not exist gets nothing more, until support lifts that', async () => {
    const ann = await simulated('bounce');
    await tell('password-changed', ann);
    expect((await traceOf(ann)).ways.mail).toMatchObject({
      state: 'bounced',
      why: expect.stringContaining('550') as string,
    });
    await tell('password-changed', ann);
    expect((await traceOf(ann)).ways.mail).toMatchObject({ state: 'suppressed', why: 'bounced' });
    expect(await mailsTo(ann.login, changed)).toHaveLength(1);
    const { call } = await theSupport();
    const mended = { address: ann.login, reason: 'moved to another server' };
    await call('POST /operator/v1/suppressions/lifting', mended, key());
    expect(await refusal(call('POST /operator/v1/suppressions/lifting', mended, key()))).toBe('not-found');
    await tell('password-changed', ann);
    expect(await mailsTo(ann.login, changed)).toHaveLength(2);
  });

  it('who complains gets nothing more', async () => {
    const ann = await simulated('complaint');
    await tell('password-changed', ann);
    expect((await traceOf(ann)).ways.mail).toMatchObject({ state: 'complained' });
    await tell('password-changed', ann);
    expect((await traceOf(ann)).ways.mail).toMatchObject({ state: 'suppressed', why: 'complained' });
  });

  it('a full mailbox is tried again three times, then given up, and may be full for once only', async () => {
    const ann = await simulated('away');
    await tell('password-changed', ann);
    expect((await traceOf(ann)).ways.mail).toMatchObject({ state: 'deferred', attempts: 1 });
    await pass(days(3));
    await pass(days(3));
    await pass(days(3));
    expect((await traceOf(ann)).ways.mail).toMatchObject({ state: 'bounced', attempts: 4 });
    expect(await mailsTo(ann.login, changed)).toHaveLength(4);
    await tell('password-changed', ann);
    expect(await mailsTo(ann.login, changed)).toHaveLength(5);
  });
});

it('tells staff once of what happens many times', async () => {
  const supporter = await newStaff('support');
  for (let i = 0; i < 3; i += 1) {
    await tell('order-delivery-overdue', supporter, {
      orderId: 'ord_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
      merchantId: 'mer_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
      buyerId: supporter.accountId,
      since: '2026-11-22T08:00:00.000Z',
    });
  }
  expect(await mailsTo(supporter.login, 'A parcel is overdue')).toHaveLength(1);
});
