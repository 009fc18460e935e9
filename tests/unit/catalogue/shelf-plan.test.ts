import { describe, expect, it } from 'vitest';
import { approve, archive, putBack, takeOff, type Listing } from '../../../shared/catalogue/listing.ts';
import { planShelf, timesOf, turn } from '../../../shared/catalogue/shelf/shelf-plan.ts';
import { after, between, days, hours, minutes } from '../../../shared/kernel/values/clock.ts';
import { draft, now, onSale, refusalOf, submitted, told } from './samples.ts';

const noon = after(now, hours(4));
const evening = after(now, hours(10));
const planned = (listing: Listing, plan: Partial<NonNullable<Listing['shelfPlan']>>): Listing =>
  planShelf(listing, { offWhenSoldOut: false, ...plan }, now).after;
const off = takeOff(onSale(), now).after;
const permit = { number: 'SC-1', expiresAt: noon };
/** What a listing is after a moment has been seen to; what it was, when nothing was to be done. */
const turned = (listing: Listing, at = noon, soldOut = false) =>
  turn(listing, { dueAt: at, soldOut }, after(at, minutes(1)));

describe('a plan for the shelf', () => {
  it('puts a listing on sale, and takes it off, at its times [CAT-16]', () => {
    const plan = planned(off, { from: noon, until: evening });
    const on = turned(plan)!;
    expect([on.after.state, told(on)]).toEqual(['on-sale', ['listing-put-back']]);
    const gone = turned(on.after, evening)!;
    expect([gone.after.state, gone.facts[0]]).toMatchObject([
      'off-shelf',
      { type: 'listing-came-off', data: { why: 'planned' } },
    ]);
    expect(turned(gone.after, noon)).toMatchObject({ after: { state: 'on-sale' } });
  });

  it('holds back what is approved before its time, and first shows it then [CAT-16]', () => {
    const waiting = planned(submitted(), { from: noon });
    const approved = approve(waiting, { submittedAt: now, comment: 'Good.' }, now).after;
    expect([approved.state, approved.onSaleSince]).toEqual(['off-shelf', undefined]);
    expect(turned(approved)!.after).toMatchObject({ state: 'on-sale', onSaleSince: after(noon, minutes(1)) });
    // Approved after its time, it is on sale at once.
    expect(approve(waiting, { submittedAt: now, comment: 'Good.' }, evening).after.state).toBe('on-sale');
  });

  it('that was changed means nothing at the time that it named before [CAT-16]', () => {
    expect(turned(planned(off, { from: evening }))).toBeUndefined();
    expect(turned(planned(onSale(), { until: evening }))).toBeUndefined();
    expect(turned(planned(draft(), { from: noon }))).toBeUndefined();
  });

  it('takes off what is sold out, where the shop wants it [CAT-16]', () => {
    const wanted = planned(onSale(), { offWhenSoldOut: true });
    expect(turned(wanted, noon, true)!.facts[0]).toMatchObject({ data: { why: 'sold-out' } });
    expect(turned(wanted, noon, false)).toBeUndefined();
    expect(turned(planned(onSale(), {}), noon, true)).toBeUndefined();
  });

  it('is looked at once in an hour for its stock, while it is on sale [CAT-16]', () => {
    const wanted = planned(onSale(), { offWhenSoldOut: true });
    const at = after(now, days(3) + minutes(17));
    const [next, ...others] = timesOf(wanted, at);
    expect(others).toEqual([]);
    expect(between(at, next!)).toBe(minutes(43));
    expect(timesOf(wanted, after(at, minutes(42)))).toEqual([next]);
    expect(timesOf(wanted, next!)).toEqual([after(next!, hours(1))]);
    expect(timesOf(takeOff(wanted, now).after, at)).toEqual([]);
  });

  it('is of times to come, and of no archived listing [CAT-16]', () => {
    expect(refusalOf(() => planned(off, { from: now }))).toBe('begins-too-early');
    expect(refusalOf(() => planned(off, { until: now }))).toBe('begins-too-early');
    expect(refusalOf(() => planned(archive(off, now).after, { from: noon }))).toBe('illegal-step');
    expect(timesOf(planned({ ...off, permit }, { from: noon, until: evening }), now)).toEqual([noon, evening]);
  });
});

describe('a permit', () => {
  it('takes the listing off the shelf when it ends, and keeps it off [CAT-16]', () => {
    const allowed = { ...onSale(), permit };
    expect(timesOf(allowed, now)).toEqual([noon]);
    expect(turn(allowed, { dueAt: noon, soldOut: false }, now)).toBeUndefined();
    const gone = turned(allowed)!;
    expect([gone.after.state, gone.facts[0]]).toMatchObject(['off-shelf', { data: { why: 'permit-expired' } }]);
    expect(refusalOf(() => putBack(gone.after, noon))).toBe('permit-expired');
    expect(turned(planned(gone.after, { from: evening }), evening)).toBeUndefined();
    expect(putBack({ ...gone.after, permit: { ...permit, expiresAt: evening } }, noon).after.state).toBe('on-sale');
  });
});
