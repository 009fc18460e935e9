import { expect, it } from 'vitest';
import { now, pass, settled } from '../../support/control.ts';
import { listed, stocked, submitted } from '../../support/listings.ts';
import { merchant, theReviewer, type Merchant } from '../../support/merchants.ts';
import { key, refusal } from '../../support/people.ts';
import { days, hours } from '../../../shared/kernel/values/clock.ts';
import type { Input } from '../../../web/client.ts';

const plan = (
  { call }: Merchant,
  listingId: string,
  fields: Partial<Input<'PUT /merchant/v1/listings/{listingId}/shelf-plan'>>,
) => call('PUT /merchant/v1/listings/{listingId}/shelf-plan', { listingId, offWhenSoldOut: false, ...fields }, key());

it('listings go on sale and come off by themselves: at a time, when nothing is left, when a permit ends [CAT-16]', async () => {
  const one = await merchant();
  const at = async (wait: number) => new Date((await now()).getTime() + wait).toISOString();
  const state = async (listingId: string) =>
    (await one.call('GET /merchant/v1/listings/{listingId}', { listingId })).state;
  const states = (...ids: string[]) => Promise.all(ids.map(state));

  const planned = await submitted(one);
  await plan(one, planned.listingId, { from: await at(hours(2)), until: await at(days(1)) });
  await (await theReviewer()).call('POST /operator/v1/listing-reviews/{listingId}/approval', {
    listingId: planned.listingId,
    submittedAt: planned.submittedAt!,
    comment: 'Good.',
  }, key());
  const [stays, goes] = [await listed(one), await listed(one)];
  await stocked(one, stays, 1);
  await stocked(one, goes, 0);
  for (const { listingId } of [stays, goes]) await plan(one, listingId, { offWhenSoldOut: true });
  const permit = { number: 'SC-1', expiresAt: await at(hours(3)) };
  const allowed = await listed(one, { permit });
  const all = [planned, stays, goes, allowed].map(({ listingId }) => listingId);
  expect(await states(...all)).toEqual(['off-shelf', 'on-sale', 'on-sale', 'on-sale']);
  await pass(hours(4));
  await settled();
  expect(await states(...all)).toEqual(['on-sale', 'on-sale', 'off-shelf', 'off-shelf']);
  const putBack = (listingId: string) =>
    one.call('POST /merchant/v1/listings/{listingId}/on-sale', { listingId }, key());
  expect(await refusal(putBack(allowed.listingId))).toBe('permit-expired');
  await pass(days(1));
  await settled();
  expect(await states(planned.listingId, stays.listingId)).toEqual(['off-shelf', 'on-sale']);
  expect(await refusal(plan(one, stays.listingId, { from: await at(-hours(1)) }))).toBe('begins-too-early');
  expect(await refusal(plan(one, stays.listingId, { from: await at(hours(2)), until: await at(hours(1)) })))
    .toBe('invalid-input');
  await one.call('POST /merchant/v1/listings/{listingId}/archive', { listingId: goes.listingId }, key());
  expect(await refusal(plan(one, goes.listingId, {}))).toBe('illegal-step');
  const { items } = await one.call('GET /merchant/v1/listings/{listingId}/history', { listingId: planned.listingId });
  expect(items.map(({ type }) => type)).toContain('listing-came-off');
});
