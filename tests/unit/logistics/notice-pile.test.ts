import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { after, instant, minutes, type Instant } from '../../../shared/kernel/values/clock.ts';
import type { AccountId } from '../../../shared/kernel/values/ids.ts';
import { DeskItemId } from '../../../shared/desks/events.ts';
import { pileWaits } from '../../../shared/logistics/desk.ts';
import { gather, seenToOne, setAside as setAsidePile, waitingIn } from '../../../shared/kernel/policy/pile.ts';
import { carrierNoticesSetAside } from '../../../shared/logistics/events.ts';
import { PileId, type NoticePile } from '../../../shared/logistics/notice-pile.ts';
import { leaveToPerson, receiveNotice, recordNotice, type CarrierNotice } from '../../../shared/logistics/notice.ts';

const at = (minute: number): Instant => after(instant(0), minutes(minute));
const by = 'ann' as unknown as AccountId;
const reading = { shipmentId: 'shp_1' as never, step: 'delivered', note: 'x', by } as const;
const unread = (words: string, minute = 0): CarrierNotice => receiveNotice('swift', words, undefined, at(minute)).after;
const onPile = (pile: NoticePile | undefined, { id: noticeId, receivedAt }: CarrierNotice): NoticePile =>
  gather(
    pile,
    { id: 'swift-names-no-parcel', carrier: 'swift', reason: 'names-no-parcel', latestNoticeId: noticeId },
    receivedAt,
  ).after;
const setAside = (pile: NoticePile | undefined, { count, reason }: { count: number; reason: string }, now: Instant) =>
  setAsidePile(
    pile,
    count,
    (notices) => carrierNoticesSetAside({ pileId: 'swift-names-no-parcel', notices, reason, at: now }),
    now,
  );

describe('a notice that nothing can be done with', () => {
  it('is the same however often it comes, and another when its words are or its carrier is', () => {
    expect(unread('{"a":1}', 1).id).toBe(unread('{"a":1}', 2).id);
    expect(unread('{"a":1}').id).not.toBe(unread('{"a":2}').id);
    expect(unread('{"a":1}').id).not.toBe(receiveNotice('postal', '{"a":1}', undefined, at(0)).after.id);
  });

  it.each([
    ['an override of the reading direction', 'a\u202egpj.exe', 'a\\u202egpj.exe'],
    ['control characters', 'a\u0000b\u001b[31m', 'a\\u0000b\\u001b[31m'],
    ['half a character', 'a\ud83db', 'a\\ud83db'],
    ['a megabyte', 'x'.repeat(1_000_000), 'x'.repeat(4000)],
    ['a character over the end of what is kept', `${'x'.repeat(3999)}\u{1f600}`, 'x'.repeat(3999)],
    ['a million of what is written out', '\u202e'.repeat(1_000_000), '\\u202e'.repeat(667).slice(0, 4000)],
  ])('is kept with %s so that it can be shown', (_, words, kept) => {
    expect(unread(words).text).toBe(kept);
  });

  it('is recorded once, and only when it waits for a person', () => {
    const understood = receiveNotice('swift', '{}', { id: '', waybill: '', reference: 'r', scan: {} as never }, at(0));
    expect(understood.facts).toMatchObject([{ type: 'carrier-notice-received' }]);
    expect(() => recordNotice(understood.after, reading, at(1))).toThrow('illegal-step');
    const left = leaveToPerson(understood.after, 'unknown-parcel', at(1));
    expect(left.facts).toMatchObject([{ type: 'carrier-notice-unread', data: { reason: 'unknown-parcel' } }]);
    const recorded = recordNotice(left.after, reading, at(2)).after;
    expect(() => recordNotice(recorded, reading, at(3))).toThrow('illegal-step');
  });
});

describe('a pile', () => {
  it('has a name that a desk takes, for every carrier and reason', () => {
    for (const id of PileId.options) expect(DeskItemId.safeParse(id).success).toBe(true);
  });

  it('is one thing that waits, however many notices come: since the first of them', () => {
    let pile: NoticePile | undefined;
    for (let i = 1; i <= 10_000; i += 1) pile = onPile(pile, unread(`${i}`, i));
    expect(pileWaits.waiting(pile!)).toMatchObject({ since: at(1), shows: { waiting: 10_000, count: 10_000 } });
    const done = setAside(pile, { count: 10_000, reason: 'broken' }, at(20_000));
    expect(done.facts).toMatchObject([{ data: { pileId: 'swift-names-no-parcel', notices: 10_000 } }]);
    expect(pileWaits.waiting(done.after)).toBeUndefined();
    expect(pileWaits.waiting(onPile(done.after, unread('new', 20_001)))).toMatchObject({
      since: at(20_001),
      shows: { waiting: 1 },
    });
  });

  it('is set aside as far as somebody has seen it, and not twice', () => {
    const three = [1, 2, 3].reduce<NoticePile | undefined>((so, i) => onPile(so, unread(`${i}`, i)), undefined)!;
    const two = setAside(three, { count: 2, reason: 'x' }, at(5)).after;
    expect(waitingIn(two)).toBe(1);
    for (const count of [1, 2, 4]) {
      expect(() => setAside(two, { count, reason: 'x' }, at(6))).toThrow('illegal-step');
    }
    expect(() => setAside(undefined, { count: 1, reason: 'x' }, at(6))).toThrow('illegal-step');
  });

  it('never hides a notice that nobody has seen to, whatever is done in whatever order', () => {
    const step = fc.oneof(
      { weight: 3, arbitrary: fc.constant('come' as const) },
      fc.nat(20).map((which) => ({ record: which })),
      fc.nat(20).map((count) => ({ aside: count })),
    );
    fc.assert(fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let pile: NoticePile | undefined;
      const came: { notice: CarrierNotice; done: boolean }[] = [];
      for (const [minute, one] of steps.entries()) {
        if (one === 'come') {
          const notice = unread(`${minute}`, minute);
          came.push({ notice, done: false });
          pile = onPile(pile, notice);
        } else if ('record' in one) {
          const found = came[one.record];
          if (!found || found.notice.recorded) continue;
          found.notice = recordNotice(found.notice, reading, at(minute)).after;
          found.done = true;
          pile = seenToOne(pile!, found.notice.receivedAt).after;
        } else if (pile && one.aside > pile.seenTo && one.aside <= pile.count) {
          pile = setAside(pile, { count: one.aside, reason: 'x' }, at(minute)).after;
          for (const seen of came.slice(0, one.aside)) seen.done = true;
        }
      }
      if (pile) expect(waitingIn(pile)).toBeGreaterThanOrEqual(came.filter(({ done }) => !done).length);
    }));
  });
});
