import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import {
  announcementSteps,
  begin,
  content,
  draft,
  edit,
  scheduleFor,
  tellingOf,
  walkedTo,
  withdraw,
  type Announcement,
  type AnnouncementId,
  type Stretch,
} from '../../../shared/announcements/announcement.ts';
import { isMeant, type Audience } from '../../../shared/announcements/audience.ts';
import { longestAhead, pageSize } from '../../../shared/announcements/policy.ts';
import { previewOf } from '../../../shared/announcements/views.ts';
import { onward, stretchesOf, type Reader } from '../../../shared/announcements/walk.ts';
import type { Account } from '../../../shared/kernel/account.ts';
import { after, type Instant } from '../../../shared/kernel/values/clock.ts';
import type { AccountId } from '../../../shared/kernel/values/ids.ts';
import { Problem } from '../../../shared/kernel/problems.ts';

const now = '2026-11-28T15:30:00.000Z' as Instant;
const by = '0b54f0c1-6f8e-4a6c-9f43-1f2a3b4c5d6e' as AccountId;
const id = 'anc_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A' as AnnouncementId;
const Content = z.strictObject(content);
const said = Content.parse({
  audience: { of: 'buyers', locale: 'zh' },
  category: 'news',
  channels: ['mail', 'push'],
  words: { en: { subject: 'New returns', text: '30 days' }, zh: { subject: '退货新规', text: '三十天' } },
  link: '/help/returns',
});
const drafted = draft(id, said, by, now).after;
const operator = { id: by, roles: ['operator'] } as const;
const scheduled = scheduleFor(drafted, operator, undefined, now).after;

const refused = (act: () => unknown): string | undefined => {
  try {
    act();
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
  return undefined;
};

describe('what is said', () => {
  it.each([
    ['a link to another site', { link: '//evil.example/x' }],
    ['a link with a scheme', { link: 'https://evil.example' }],
    ['a link with markup', { link: '/x"><script>' }],
    ['a way twice', { channels: ['mail', 'mail'] }],
    ['money as its category', { category: 'money' }],
    ['one language alone', { words: { en: said.words.en } }],
    ['a subject of two lines', { words: { ...said.words, en: { subject: 'a\r\nBcc: x', text: 'b' } } }],
    ['a subject that no text message holds', { words: { ...said.words, zh: { subject: '长'.repeat(61), text: 'b' } } }],
    ['nobody', { audience: { of: 'shops', states: [] } }],
    ['an unknown field of its audience', { audience: { of: 'buyers', roles: ['admin'] } }],
  ])('is refused with %s', (_, fields) => {
    expect(Content.safeParse({ ...said, ...fields }).success).toBe(false);
  });

  it('goes out by text message only when it is about security, and that is for an admin to send', () => {
    const byText = { ...said, channels: ['text' as const] };
    expect(refused(() => draft(id, byText, by, now))).toBe('invalid-input');
    expect(refused(() => edit(drafted, byText, by, now))).toBe('invalid-input');
    const warning = draft(id, { ...byText, category: 'security' }, by, now).after;
    expect(refused(() => scheduleFor(warning, operator, undefined, now))).toBe('forbidden');
    expect(scheduleFor(warning, { id: by, roles: ['admin'] }, undefined, now).after.state).toBe('scheduled');
  });

  it('is shown before it is sent: in both languages, by each way that it takes and no other', () => {
    const sites = { shop: 'https://shop.test', merchant: 'https://merchant.test', operator: 'https://operator.test' };
    const preview = previewOf(drafted, sites);
    expect(preview.zh.mail!.subject).toBe('退货新规');
    expect(preview.zh.mail!.html).toContain('https://shop.test/help/returns');
    expect(preview.en.push).toMatchObject({
      title: 'New returns',
      body: '30 days',
      link: 'https://shop.test/help/returns',
    });
    expect(preview.en.text).toBeUndefined();
    expect(previewOf({ ...drafted, channels: [], audience: { of: 'staff' } }, sites).en).toEqual({
      inbox: { ...said.words.en, link: '/help/returns' },
    });
  });
});

describe('the life of an announcement', () => {
  it('is sent at once, or at a time that is neither past nor too far off', () => {
    expect(scheduled.sendAt).toBe(now);
    expect(scheduleFor(drafted, operator, after(now, 1), now).after.sendAt).toBe(after(now, 1));
    expect(refused(() => scheduleFor(drafted, operator, after(now, -1), now))).toBe('begins-too-early');
    expect(refused(() => scheduleFor(drafted, operator, after(now, longestAhead + 1), now))).toBe('invalid-input');
  });

  it('is a draft until it is scheduled, and then as it was', () => {
    expect(edit(drafted, { ...said, link: undefined }, by, now).after.link).toBeUndefined();
    expect(refused(() => edit(scheduled, said, by, now))).toBe('illegal-step');
    expect(refused(() => scheduleFor(scheduled, operator, undefined, now))).toBe('illegal-step');
  });

  it('can be taken back at any time, once', () => {
    const sending = begin(scheduled, [{ list: 'buyers', partition: 'BUYERS#0' }], now);
    const sent = walkedTo(sending, { ahead: [] }, now);
    expect(sent.after).toMatchObject({ state: 'sent', sentAt: now, walk: undefined });
    expect(sent.facts.map(({ type }) => type)).toEqual(['announcement-begun', 'announcement-sent']);
    for (const one of [drafted, scheduled, sending.after, sent.after]) {
      const back = withdraw(one, by, 'wrong', now).after;
      expect(back).toMatchObject({ state: 'withdrawn', reason: 'wrong', walk: undefined });
      expect(refused(() => withdraw(back, by, 'again', now))).toBe('illegal-step');
      expect(refused(() => begin(back, [], now))).toBe('illegal-step');
    }
  });

  it('says the same to everybody, whenever they are reached: what is told again is the same message', () => {
    const sending = begin(scheduled, [], after(now, 1)).after;
    // A page may be told before it is kept that its telling has begun.
    expect(tellingOf(sending)).toEqual(tellingOf(scheduled));
    const later: Announcement = { ...sending, version: 9, walk: { ahead: [], cursor: 'x' } };
    expect(tellingOf(later)).toEqual(tellingOf(sending));
    expect(tellingOf({ ...sending, audience: { of: 'shops', states: ['active'] } }).site).toBe('merchant');
  });

  it('never leads out of withdrawn', () => {
    for (const { from } of Object.values(announcementSteps)) expect(from).not.toContain('withdrawn');
  });
});

describe('who is meant', () => {
  const ann = {
    status: 'active',
    roles: ['buyer'],
    locale: 'zh',
    createdAt: now,
  } as unknown as Account;
  const all: Audience = { of: 'buyers' };
  it.each<[string, Audience, Partial<Account>, boolean]>([
    ['every buyer', all, {}, true],
    ['nobody whose account is frozen', all, { status: 'frozen' }, false],
    ['nobody who does not buy', all, { roles: ['finance'] }, false],
    ['who speaks the language', { ...all, locale: 'zh' }, {}, true],
    ['nobody who speaks another', { ...all, locale: 'zh' }, { locale: 'en' }, false],
    ['who registered from then on', { ...all, registeredFrom: now }, {}, true],
    ['nobody who registered before', { ...all, registeredFrom: after(now, 1) }, {}, false],
    ['who registered before then', { ...all, registeredBefore: after(now, 1) }, {}, true],
    ['nobody who registered at that moment', { ...all, registeredBefore: now }, {}, false],
    ['the owner of a shop', { of: 'shops', states: ['active'] }, { roles: ['merchant'] }, true],
    ['no owner who speaks another language', { of: 'shops', states: ['active'], locale: 'en' }, {}, false],
    ['everybody of the staff', { of: 'staff' }, { roles: ['buyer', 'finance'] }, true],
    ['nobody who only buys and sells', { of: 'staff' }, { roles: ['buyer', 'merchant'] }, false],
    ['who has the role', { of: 'staff', roles: ['finance', 'admin'] }, { roles: ['finance'] }, true],
    ['nobody with another role', { of: 'staff', roles: ['admin'] }, { roles: ['finance'] }, false],
  ])('is %s', (_, audience, fields, expected) => {
    expect(isMeant(audience, { ...ann, ...fields })).toBe(expected);
  });
});

describe('the walk through an audience', () => {
  const partitions = { buyers: ['BUYERS#0', 'BUYERS#1'], shops: ['SHOPS#0', 'SHOPS#1'], staff: ['STAFF'] };

  it('reads what is asked for alone, in every partition', () => {
    const places = (audience: Audience) =>
      stretchesOf(audience, partitions).map(({ partition, startingWith = '' }) => `${partition} ${startingWith}`);
    expect(places({ of: 'buyers' })).toEqual(['BUYERS#0 ', 'BUYERS#1 ']);
    expect(places({ of: 'buyers', locale: 'zh' })).toEqual(['BUYERS#0 zh#', 'BUYERS#1 zh#']);
    expect(places({ of: 'shops', states: ['active', 'suspended', 'active'] })).toEqual([
      'SHOPS#0 active#',
      'SHOPS#0 suspended#',
      'SHOPS#1 active#',
      'SHOPS#1 suspended#',
    ]);
    expect(places({ of: 'staff' })).toEqual(['STAFF ']);
  });

  /** A list as the table keeps it: sorted, read from behind a key; the last page may be followed by an empty one. */
  const listOf = (people: Map<string, Set<string>>): Reader => ({ partition }, { cursor = '', limit }) => {
    const items = [...people.get(partition)!].filter((one) => one > cursor).sort().slice(0, limit);
    return Promise.resolve({ items, ...(items.length === limit && { cursor: items.at(-1)! }) });
  };
  const name = fc.string({ minLength: 1, maxLength: 3 });
  const list = fc.uniqueArray(name, { maxLength: 200 });

  it('comes to everybody who is there all the time, once, in shares and pages of a bounded size', async () => {
    await fc.assert(fc.asyncProperty(
      fc.array(list, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 170 }),
      fc.array(fc.tuple(name, fc.boolean()), { maxLength: 40 }),
      async (lists, share, comings) => {
        const people = new Map(lists.map((names, i) => [`P#${i}`, new Set(names)]));
        const still = new Map(lists.map((names, i) => [`P#${i}`, new Set(names)]));
        const ahead: Stretch[] = [...people.keys()].map((partition) => ({ list: 'buyers', partition }));
        const told: string[] = [];
        let walk: Parameters<typeof onward>[0] = { ahead };
        for (let run = 0; walk.ahead.length > 0; run += 1) {
          const at = walk.ahead[0]!.partition;
          const next = await onward(
            walk,
            share,
            (stretch, page) =>
              listOf(people)(stretch, page).then(({ items, ...rest }) => ({
                items: items.map((one) => `${stretch.partition} ${one}`),
                ...rest,
              })),
          );
          expect(next.pages.flat().length).toBeLessThanOrEqual(share);
          for (const page of next.pages) expect(page.length).toBeLessThanOrEqual(pageSize);
          told.push(...next.pages.flat());
          walk = next.walk;
          const [other, comes] = comings[run] ?? ['', false];
          if (!other) continue;
          if (comes) people.get(at)!.add(other);
          else for (const one of [people, still]) one.get(at)!.delete(other);
        }
        expect(new Set(told).size).toBe(told.length);
        for (const [partition, names] of still) for (const one of names) expect(told).toContain(`${partition} ${one}`);
      },
    ));
  });
});
