import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { after, hours, instant, minutes, type Instant } from '../../../shared/kernel/values/clock.ts';
import type { AccountId } from '../../../shared/kernel/values/ids.ts';
import { Category, type Channel } from '../../../shared/kernel/policy/notice.ts';
import {
  deferredUntil,
  messageIdFor,
  messageTo,
  released,
  triedAgainAt,
  waySteps,
  type Person,
  type Telling,
  type Way,
  type WayStep,
  withChanges,
} from '../../../shared/notices/message.ts';
import { isFixed, softBounceWaits } from '../../../shared/notices/policy.ts';
import { Choices, isPushService, type NoticePreferences } from '../../../shared/notices/preferences.ts';
import { QuietHours, quietUntil } from '../../../shared/notices/quiet-hours.ts';
import { consequenceOf, shipmentOf, verdictOfMail, verdictOfText } from '../../../shared/notices/reports.ts';

const now = '2026-11-28T15:30:00.000Z' as Instant;
const ann: Person = {
  accountId: '0b54f0c1-6f8e-4a6c-9f43-1f2a3b4c5d6e' as AccountId,
  locale: 'zh',
  addresses: { mail: 'ann@example.com' },
};
const telling: Telling = {
  notice: 'order-shipped',
  category: 'order',
  channels: ['mail', 'text', 'push'],
  site: 'shop',
  words: { en: { subject: 'Sent', text: 'On its way' }, zh: { subject: '已发货', text: '在路上' } },
  about: 'ORDER#1@2.0',
  happenedAt: now,
};
const preferences = (fields: Partial<NoticePreferences> = {}): NoticePreferences => ({
  id: ann.accountId,
  version: 1,
  choices: {},
  devices: [],
  ...fields,
});
const device = {
  id: 'psb_1',
  endpoint: 'https://push.example/1',
  keys: { p256dh: 'k', auth: 'a' },
  since: now,
} as never;
const ways = (about: Partial<Telling>, person: Person, chosen?: NoticePreferences): Channel[] =>
  Object.keys(messageTo({ ...telling, ...about }, person, chosen, now).ways) as Channel[];

describe('a message', () => {
  it('speaks the language of its reader, and takes the ways for which there is an address or a device', () => {
    expect(messageTo(telling, ann, undefined, now).subject).toBe('已发货');
    expect(ways({}, ann)).toEqual(['mail']);
    expect(ways({}, { ...ann, addresses: { text: '+8613800138000' } })).toEqual(['text']);
    expect(ways({}, ann, preferences({ devices: [device] }))).toEqual(['mail', 'push']);
    expect(ways({ channels: ['push'] }, ann)).toEqual([]);
  });

  it('takes the ways that were chosen, but security and money cannot be switched off', () => {
    const off = { mail: false, text: false, push: false };
    for (const category of Category.options) {
      const chosen = preferences({ choices: { [category]: off } as Choices, devices: [device] });
      expect(ways({ category }, ann, chosen)).toEqual(isFixed(category) ? ['mail', 'push'] : []);
    }
    expect(Category.options.filter(isFixed)).toEqual(['security', 'money']);
    expect(Choices.safeParse({ security: off }).success).toBe(false);
    expect(Choices.safeParse({ money: off }).success).toBe(false);
  });

  it('of marketing reaches only who has asked for it', () => {
    expect(ways({ category: 'marketing' }, ann)).toEqual([]);
    expect(ways({ category: 'marketing' }, ann, preferences({ choices: { marketing: { mail: true } } }))).toEqual([
      'mail',
    ]);
  });

  it('waits for the end of quiet hours, unless it is about security or money', () => {
    const quietHours = { from: '22:00', to: '07:00', zone: 'Asia/Shanghai' }; // 23:30 there
    const waiting = messageTo(telling, ann, preferences({ quietHours }), now);
    expect(waiting.ways.mail).toMatchObject({ state: 'deferred', notBefore: '2026-11-28T23:00:00.000Z' });
    expect(deferredUntil(waiting)).toBe('2026-11-28T23:00:00.000Z');
    for (const category of ['security', 'money'] as const) {
      expect(messageTo({ ...telling, category }, ann, preferences({ quietHours }), now).ways.mail!.state).toBe(
        'queued',
      );
    }
  });

  describe('that waits for the end of quiet hours', () => {
    const quietHours = { from: '22:00', to: '07:00', zone: 'Asia/Shanghai' };
    const end = '2026-11-28T23:00:00.000Z' as Instant;
    const waiting = messageTo(telling, ann, preferences({ quietHours }), now);

    it.each([
      ['is let go when they end', end, { quietHours }, ['requeue', undefined]],
      ['stays before', after(end, -1), { quietHours }, undefined],
      ['is let go when they end, however late that is noticed', after(end, hours(15)), { quietHours }, [
        'requeue',
        undefined,
      ]],
      ['is let go without any', end, {}, ['requeue', undefined]],
      ['waits on when they have been made longer', end, { quietHours: { ...quietHours, to: '09:00' } }, [
        'defer',
        '2026-11-29T01:00:00.000Z',
      ]],
      ['is not sent when the way was switched off', end, { choices: { order: { mail: false } } }, [
        'suppress',
        undefined,
      ]],
      ['is sent when another way was switched off', end, { choices: { order: { push: false } } }, [
        'requeue',
        undefined,
      ]],
    ])('%s', (_, at, chosen: Partial<NoticePreferences>, expected) => {
      const changes = released(waiting, preferences(chosen), at);
      expect(changes.map(({ step, fields }) => [step, fields.notBefore])).toEqual(expected ? [expected] : []);
      for (const { step } of changes) expect(waySteps[step].from).toContain('deferred');
      const deferred = withChanges(waiting, changes).ways.mail!.state === 'deferred';
      expect(deferred).toBe(!expected || expected[0] === 'defer');
    });
  });

  it('is in the language that was chosen for notices, whatever the profile’s is', () => {
    expect(messageTo(telling, ann, preferences({ locale: 'en' }), now)).toMatchObject({
      locale: 'en',
      subject: 'Sent',
    });
  });

  it('is the same for the same telling to the same person, and sorts by when it happened', () => {
    const id = messageIdFor(telling, ann);
    expect(messageIdFor({ ...telling }, { ...ann, locale: 'en' })).toBe(id);
    expect(messageIdFor({ ...telling, about: 'ORDER#2@2.0' }, ann)).not.toBe(id);
    expect(messageIdFor({ ...telling, happenedAt: after(now, 1) }, ann) > id).toBe(true);
  });
});

describe('quiet hours', () => {
  const zones = ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC'];
  const clock = (zone: string, at: Instant): string =>
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(new Date(at));
  const time = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 })).map((parts) =>
    parts.map((part) => String(part).padStart(2, '0')).join(':')
  );

  it('end by the clock on the wall, within a day, also when it is moved', () => {
    fc.assert(fc.property(
      fc.constantFrom(...zones),
      time,
      time,
      fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 11, 31) }),
      (zone, from, to, ms) => {
        fc.pre(from !== to);
        const at = instant(ms);
        const end = quietUntil({ from, to, zone }, at);
        const shown = clock(zone, at);
        expect(end !== undefined).toBe(from < to ? from <= shown && shown < to : shown >= from || shown < to);
        if (!end) return;
        expect(end > at).toBe(true);
        expect(Date.parse(end) - ms).toBeLessThanOrEqual(hours(25));
        // A time that is skipped comes as much later; the clocks are moved by an hour at the most.
        if (clock(zone, end) !== to) expect(clock(zone, after(end, -minutes(61))) < to).toBe(true);
      },
    ));
  });

  it.each([
    ['22:00', '22:00', 'UTC'],
    ['24:00', '07:00', 'UTC'],
    ['9:00', '10:00', 'UTC'],
    ['22:00', '07:00', 'Mars/Base'],
  ])('refuses %s to %s in %s', (from, to, zone) => {
    expect(QuietHours.safeParse({ from, to, zone }).success).toBe(false);
  });
});

describe('a report', () => {
  const mail = { tags: {} };
  it.each([
    ['Delivery', undefined, { step: 'deliver' }],
    ['Complaint', undefined, { step: 'complain', suppress: 'complained' }],
    ['Bounce', { bounceType: 'Permanent', bouncedRecipients: [{ diagnosticCode: '550' }] }, {
      step: 'bounce',
      why: '550',
      suppress: 'bounced',
    }],
    ['Bounce', { bounceType: 'Transient', bounceSubType: 'MailboxFull', bouncedRecipients: [] }, {
      step: 'defer',
      why: 'MailboxFull',
    }],
    ['Open', undefined, undefined],
  ])('of a mail, %s, comes to what it means', (eventType, bounce, verdict) => {
    expect(verdictOfMail({ eventType, bounce, mail })).toEqual(verdict);
  });

  it.each([
    ['TEXT_DELIVERED', true, 'deliver'],
    ['TEXT_SUCCESSFUL', false, 'deliver'],
    ['TEXT_QUEUED', false, undefined],
    ['TEXT_CARRIER_UNREACHABLE', false, undefined],
    ['TEXT_CARRIER_UNREACHABLE', true, 'bounce'],
    ['TEXT_INVALID', true, 'bounce'],
  ])('of a text, %s, comes to what it means', (eventType, isFinal, step) => {
    expect(verdictOfText({ eventType, isFinal, context: {} })?.step).toBe(step);
  });

  it('without our tags is about nothing here', () => {
    expect(shipmentOf({}, 'mail')).toBeUndefined();
    expect(shipmentOf({ account: 'x', message: 'msg_1' }, 'mail')).toBeUndefined();
  });

  const reported = (way: Partial<Way>, step: WayStep): string | undefined => {
    const message = messageTo(telling, ann, undefined, now);
    const mail = { ...message.ways.mail!, state: 'sent' as const, ...way };
    return consequenceOf({ ...message, ways: { mail } }, 'mail', { step }, now)?.change.step;
  };

  it('of a soft bounce has the mail tried again, a bounded number of times', () => {
    expect([1, 2, 3, 4, 5].map((attempts) => reported({ attempts }, 'defer'))).toEqual(
      ['defer', 'defer', 'defer', 'bounce', 'bounce'],
    );
    expect(softBounceWaits.map((_, i) => triedAgainAt({ state: 'sent', at: now, attempts: i + 1 }, now))).toEqual(
      softBounceWaits.map((wait) => after(now, wait)),
    );
  });

  it('means nothing when it is late, twice, or about what is not there', () => {
    expect(reported({ state: 'queued' }, 'deliver')).toBe('deliver');
    expect(reported({ state: 'bounced' }, 'deliver')).toBeUndefined();
    expect(reported({ state: 'delivered' }, 'deliver')).toBeUndefined();
    expect(reported({ state: 'delivered' }, 'complain')).toBe('complain');
    expect(consequenceOf(undefined, 'mail', { step: 'deliver' }, now)).toBeUndefined();
  });

  it('never leads from an end to a state before it', () => {
    const ends = ['complained', 'suppressed', 'bounced'];
    for (const { from } of Object.values(waySteps)) for (const end of ends) expect(from).not.toContain(end);
  });
});

it('knows the push services, and calls nobody else', () => {
  const services = 'https://fcm.googleapis.com https://*.push.apple.com';
  for (const good of ['https://fcm.googleapis.com/fcm/send/x', 'https://web.push.apple.com/x']) {
    expect(isPushService(good, services)).toBe(true);
  }
  for (
    const bad of [
      'http://fcm.googleapis.com/x',
      'https://fcm.googleapis.com.evil.example/x',
      'https://fcm.googleapis.com@evil.example/x',
      'https://evilpush.apple.com/x',
      'https://push.apple.com/x',
      'https://web.push.apple.com:8443/x',
      'http://169.254.169.254/latest/meta-data',
      'http://localhost/x',
    ]
  ) expect(isPushService(bad, services), bad).toBe(false);
});
