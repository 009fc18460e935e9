import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256Of } from '../../../local/visitors/shops.ts';
import { adRules } from '../../../shared/catalogue/rulebooks.ts';
import { days } from '../../../shared/kernel/values/clock.ts';
import type { Input } from '../../../web/client.ts';
import { pass, settled, until } from '../../support/control.ts';
import { itemAt, waitingAt, whileHeld } from '../../support/desks.ts';
import { upload } from '../../support/merchants.ts';
import { anyone, key, person, refusal, staff, type Person } from '../../support/people.ts';
import { ruled } from '../../support/rulebooks.ts';

type Content = Input<'POST /shop/v1/ads'>;
const bicycle: Content = {
  kind: 'offer',
  title: 'A <b>bicycle</b>',
  text: 'It rides well. <script>alert(1)</script>',
  place: 'Hangzhou',
  price: { amount: 30_000, currency: 'CNY' },
  condition: 'good',
};
const nobody = 'adv_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A';

let ann: Person;
let bob: Person;
let reviewer: Person;

beforeAll(async () => {
  [ann, bob, reviewer] = await Promise.all([person('ann'), person('bob'), staff('reviewer')]);
});
afterAll(() => ruled('peoples-ads', adRules.initial));

const place = (by: Person, fields: Partial<Content> = {}, under = key()) =>
  by.call('POST /shop/v1/ads', { ...bicycle, ...fields }, under);
const review = (adId: string) => reviewer.call('GET /operator/v1/ad-reviews/{adId}', { adId });
const approve = async (adId: string, by = reviewer) => {
  const { submittedAt } = await review(adId);
  return by.call('POST /operator/v1/ad-reviews/{adId}/approval', { adId, submittedAt, comment: 'Fine.' }, key());
};
const shown = async (by: Person, fields: Partial<Content> = {}) => {
  const { adId } = await place(by, fields);
  await approve(adId);
  return adId;
};
const listed = async (kind: 'offer' | 'wanted' = 'offer') =>
  (await anyone()('GET /shop/v1/ads', { kind, limit: 100 })).items.map(({ adId }) => adId);
const answer = (adId: string, by: Person, contact = 'bob@example.com', text = 'Is it still there?', under = key()) =>
  by.call('POST /shop/v1/ads/{adId}/answers', { adId, text, contact }, under);
const report = (adId: string, by: Person) =>
  by.call('POST /shop/v1/ads/{adId}/reports', { adId, reason: 'fraud', note: 'Too cheap.' }, key());
const pictured = async (by: Person, name = 'alpha.png'): Promise<string> => {
  const photo = new Uint8Array(readFileSync(new URL(`../../fixtures/pictures/${name}`, import.meta.url)));
  const asked = { contentType: 'image/png', sha256: sha256Of(photo) } as const;
  const { imageId, upload: ticket } = await by.call('POST /shop/v1/ad-images', asked);
  await upload(ticket, photo);
  await by.call('POST /shop/v1/ad-images/{imageId}/check', { imageId }, key());
  return imageId;
};

describe('ads of people', () => {
  it('are placed with pictures, shown once a reviewer has seen them, answered without personal data until both agree, reported, closed, and end [CAT-17]', async () => {
    const image = await pictured(ann);
    const { adId, state } = await place(ann, { images: [image] });
    expect(state).toBe('in-review');
    expect(await listed()).not.toContain(adId);
    expect(await refusal(anyone()('GET /shop/v1/ads/{adId}', { adId }))).toBe('not-found');
    expect(await refusal(answer(adId, bob))).toBe('not-found');

    // A reviewer sees it at the desk, and nobody else while he has it.
    const item = (await waitingAt(reviewer, 'ad-reviews')).find(({ itemId }) => itemId === adId)!;
    expect(item.shows).toEqual({ kind: 'offer', title: bicycle.title, reports: 0 });
    expect(await whileHeld('ad-reviews', adId, 'reviewer', () => approve(adId))).toBe('taken-by-another');
    expect(await approve(adId)).toMatchObject({ state: 'shown' });
    expect(await refusal(approve(adId))).toBe('illegal-step');
    expect(await itemAt(reviewer, 'ad-reviews', adId)).toMatchObject({ settledBy: reviewer.accountId });

    const ad = await anyone()('GET /shop/v1/ads/{adId}', { adId });
    expect(ad).toMatchObject({ title: bicycle.title, text: bicycle.text, place: 'Hangzhou', price: bicycle.price });
    expect(ad.images).toHaveLength(1);
    expect(JSON.stringify(ad)).not.toContain(ann.accountId);
    expect(await listed()).toContain(adId);
    const wanted = await shown(bob, { kind: 'wanted', title: 'A teapot', price: undefined, condition: undefined });
    expect(await listed('wanted')).toContain(wanted);
    expect(await listed('wanted')).not.toContain(adId);

    const given = key();
    const [first, again] = [
      await answer(adId, bob, undefined, undefined, given),
      await answer(adId, bob, undefined, undefined, given),
    ];
    expect(again).toEqual(first);
    expect(await refusal(answer(adId, bob))).toBe('answered-already');
    expect(await refusal(answer(adId, ann))).toBe('illegal-step');
    const { answerId } = first;
    const answersTo = async () => (await ann.call('GET /shop/v1/my-ads/{adId}/answers', { adId })).items;
    const ofBob = async () => (await bob.call('GET /shop/v1/ad-answers', {})).items;
    expect((await answersTo())[0]).toMatchObject({ answerId, state: 'open', text: 'Is it still there?' });
    expect(JSON.stringify([await answersTo(), await ofBob()])).not.toContain('@example.com');
    expect(await refusal(bob.call('GET /shop/v1/my-ads/{adId}/answers', { adId }))).toBe('not-found');
    const decide = (by: Person, contact?: string) =>
      by.call('POST /shop/v1/ad-answers/{answerId}/decision', { answerId, contact }, key());
    expect(await refusal(decide(bob, 'bob@example.com'))).toBe('not-found');
    const decided = await Promise.allSettled([decide(ann, 'ann@example.com'), decide(ann, 'ann@example.com')]);
    expect(decided.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await refusal(decide(ann))).toBe('illegal-step');
    expect([(await answersTo())[0]!.contact, (await ofBob())[0]!.contact]).toEqual([
      'bob@example.com',
      'ann@example.com',
    ]);

    // Three people's reports hide it; each counts once, at whatever moment.
    const people = await Promise.all(['c', 'd'].map((name) => person(name)));
    expect(await refusal(report(adId, ann))).toBe('illegal-step');
    await Promise.allSettled([report(adId, bob), report(adId, bob), ...people.map((one) => report(adId, one))]);
    expect(await refusal(report(adId, bob))).toBe('not-found');
    expect(await listed()).not.toContain(adId);
    expect((await review(adId)).reports).toHaveLength(3);
    await approve(adId);
    expect(await listed()).toContain(adId);

    // Closed by its owner alone, and once.
    const close = (id: string, by: Person) => by.call('POST /shop/v1/my-ads/{adId}/closing', { adId: id }, key());
    expect(await refusal(close(adId, bob))).toBe('not-found');
    expect(await close(adId, ann)).toMatchObject({ state: 'closed' });
    expect(await refusal(close(adId, ann))).toBe('illegal-step');
    expect(await listed()).not.toContain(adId);

    // What nobody closes ends after its days.
    await pass(days(31));
    await Promise.all([ann.signIn(), bob.signIn(), reviewer.signIn()]);
    await until(() => listed('wanted'), (found) => !found.includes(wanted));
    expect((await bob.call('GET /shop/v1/my-ads', {})).items[0]).toMatchObject({ adId: wanted, state: 'expired' });
  });

  it('are refused, and taken away, with the reason', async () => {
    const { adId } = await place(ann);
    const { submittedAt } = await review(adId);
    const reject = (comment = 'We show no bicycles.') =>
      reviewer.call('POST /operator/v1/ad-reviews/{adId}/rejection', { adId, submittedAt, comment }, key());
    expect(await whileHeld('ad-reviews', adId, 'reviewer', () => reject())).toBe('taken-by-another');
    expect(await reject()).toMatchObject({ state: 'rejected' });
    expect(await refusal(reject())).toBe('illegal-step');
    const [own] = (await ann.call('GET /shop/v1/my-ads', {})).items;
    expect(own).toMatchObject({ adId, state: 'rejected', comment: 'We show no bicycles.' });
    const remove = (id: string) =>
      reviewer.call('POST /operator/v1/ad-reviews/{adId}/removal', { adId: id, comment: 'A copy.' }, key());
    expect(await refusal(remove(adId))).toBe('illegal-step');
    const other = await shown(ann, { title: 'A lamp' });
    expect(await remove(other)).toMatchObject({ state: 'removed' });
    expect(await listed()).not.toContain(other);
    await settled();
  });

  it('say nothing that no ad may, have their own pictures, and are as many a day as one may place', async () => {
    const eve = await person('eve');
    expect(await refusal(place(eve, { title: 'Replica watch' }))).toBe('ad-unfit');
    expect(await refusal(place(eve, { text: 'Call +86 138 0013 8000' }))).toBe('ad-unfit');
    expect(await refusal(place(eve, { price: undefined }))).toBe('ad-unfit');
    expect(await refusal(place(eve, { images: [await pictured(bob)] }))).toBe('image-missing');
    expect(await refusal(place(eve, { images: [await pictured(eve, 'moving.png')] }))).toBe('image-unfit');
    const unknown = { imageId: 'img_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A' };
    expect(await refusal(eve.call('POST /shop/v1/ad-images/{imageId}/check', unknown, key()))).toBe('not-found');
    await ruled('peoples-ads', { adsADay: 2, answersADay: 1 });
    // At the same moment, under keys of their own: two pass.
    const all = await Promise.allSettled(Array.from({ length: 5 }, () => place(eve)));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect(await refusal(place(eve))).toBe('enough-today');
    const fay = await person('fay');
    const gus = await person('gus');
    const [one, two] = [await shown(gus, { title: 'One' }), await shown(gus, { title: 'Two' })];
    expect(await refusal(answer(one, fay, 'fay@example.com', 'Write to fay@example.com'))).toBe('ad-unfit');
    await answer(one, fay);
    expect(await refusal(answer(two, fay))).toBe('enough-today');
  });

  it('of nobody are not found, and cursors are those of their lists', async () => {
    const judged = { adId: nobody, submittedAt: '2026-11-22T08:00:00.000Z', comment: 'No.' };
    const gone = [
      () => review(nobody),
      () => reviewer.call('POST /operator/v1/ad-reviews/{adId}/approval', judged, key()),
      () => reviewer.call('POST /operator/v1/ad-reviews/{adId}/rejection', judged, key()),
      () => reviewer.call('POST /operator/v1/ad-reviews/{adId}/removal', { adId: nobody, comment: 'No.' }, key()),
      () => report(nobody, bob),
    ];
    for (const ask of gone) expect(await refusal(ask())).toBe('not-found');
    const cursor = 'nonsense';
    const { adId } = await place(await person('hal'));
    const lists = [
      () => anyone()('GET /shop/v1/ads', { cursor }),
      () => ann.call('GET /shop/v1/my-ads', { cursor }),
      () => ann.call('GET /shop/v1/ad-answers', { cursor }),
    ];
    for (const ask of lists) expect(await refusal(ask())).toBe('invalid-cursor');
    expect(await refusal(ann.call('GET /shop/v1/my-ads/{adId}/answers', { adId, cursor }))).toBe('not-found');
    const own = (await ann.call('GET /shop/v1/my-ads', {})).items[0]!;
    const mine = { adId: own.adId, cursor };
    expect(await refusal(ann.call('GET /shop/v1/my-ads/{adId}/answers', mine))).toBe('invalid-cursor');
  });
});
