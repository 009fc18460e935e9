import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { accounts, type Account } from '../../../shared/kernel/account.ts';
import { created } from '../../../shared/kernel/store/change.ts';
import { hours, minutes, type Instant } from '../../../shared/kernel/values/clock.ts';
import { transact } from '../../../shared/kernel/store/commit.ts';
import type { Role } from '../../../shared/kernel/doors/contract.ts';
import type { AccountId } from '../../../shared/kernel/values/ids.ts';
import { deliver, inboxOf, now, pass, redrive, settled } from '../../support/control.ts';
import { applicant } from '../../support/merchants.ts';
import { key, person, refusal, newStaff, theAdmin, type Person } from '../../support/people.ts';
import { ruled } from '../../support/rulebooks.ts';
import { asUseCase, reachTable } from '../../support/use-case.ts';

let operator: Person;
beforeAll(async () => {
  operator = await newStaff('operator');
});

const words = (about: string) => ({
  en: { subject: `About ${about}`, text: `All about ${about}.` },
  zh: { subject: `关于${about}`, text: `${about}的一切。` },
});
type Draft = Parameters<typeof drafted>[0];

const drafted = async (
  said: { audience: object; words: ReturnType<typeof words>; category?: string; channels?: string[]; link?: string },
) => {
  const draft = { category: 'news', channels: ['mail', 'push'], ...said };
  return (await operator.call('POST /operator/v1/announcements', draft as never, key())).announcementId;
};

const show = (announcementId: string) =>
  operator.call('GET /operator/v1/announcements/{announcementId}', { announcementId });

/** Drafts and sends it; the first share has been told when this returns. */
const sent = async (said: Draft): Promise<string> => {
  const announcementId = await drafted(said);
  await operator.call('POST /operator/v1/announcements/{announcementId}/send', { announcementId }, key());
  await pass(minutes(2));
  return announcementId;
};

/** Somebody who reads Chinese: in this file they are told apart by when they have registered. */
const reader = async (): Promise<Person> => {
  const one = await person('reader');
  await one.call('PATCH /shop/v1/profile', { locale: 'zh' });
  return one;
};
const readers = (count: number): Promise<Person[]> => Promise.all(Array.from({ length: count }, reader));

/** What somebody has in his inbox of an announcement. */
const messagesOf = async ({ call }: Person) =>
  (await call('GET /shop/v1/messages', {})).items.filter(({ notice }) => notice === 'announcement');

const sinceNow = async () => ({ of: 'buyers', locale: 'zh', registeredFrom: (await now()).toISOString() });

/** Quiet hours that have begun, and end in so many. */
const quiet = async (length: number) => {
  const hour = (await now()).getUTCHours();
  const time = (ahead: number): string => `${String((hour + ahead) % 24).padStart(2, '0')}:00`;
  return { from: time(23), to: time(length), zone: 'UTC' };
};

/** Buyers as they are kept, who registered on a day on which nobody else did. */
const crowd = async (size: number, createdAt: Instant): Promise<AccountId[]> => {
  reachTable();
  const ids = Array.from({ length: size }, () => crypto.randomUUID() as string as AccountId);
  const buyers = ids.map((id): Omit<Account, 'version'> => ({
    id,
    login: `${id}@example.com`,
    locale: 'zh',
    name: '',
    status: 'active',
    roles: ['buyer'],
    createdAt,
  }));
  await asUseCase({ now: createdAt, touches: [accounts.save] }, async () => {
    for (let i = 0; i < size; i += 50) {
      await transact(buyers.slice(i, i + 50).map((buyer) => accounts.save(created<Account>(buyer))));
    }
  });
  return ids;
};
afterAll(() => vi.unstubAllEnvs());

describe('an announcement', () => {
  it('reaches everybody who is meant once, in his language and by the ways that he has chosen, and its figures say so [PLT-08]', async () => {
    const audience = await sinceNow();
    const [ann, bob, cid] = await readers(3) as [Person, Person, Person];
    const eve = await person('reader-of-english');
    await bob.call('PUT /shop/v1/notice-preferences', { choices: { news: { mail: false } } }, key());
    await cid.call('PUT /shop/v1/notice-preferences', { choices: {}, quietHours: await quiet(3), locale: 'en' }, key());

    const announcementId = await drafted({ audience, words: words('tea'), link: '/help/tea' });
    const preview = await operator.call('GET /operator/v1/announcements/{announcementId}/preview', { announcementId });
    expect(preview.zh).toMatchObject({ mail: { subject: '关于tea' }, push: { body: 'tea的一切。' } });
    expect(preview.en.mail!.html).toContain('/help/tea');
    await operator.call('PUT /operator/v1/announcements/{announcementId}', {
      announcementId,
      audience,
      category: 'news',
      channels: ['mail', 'push'],
      words: words('pots'),
      link: '/help/pots',
    } as never);
    await settled();
    expect(await messagesOf(ann)).toEqual([]);
    await operator.call('POST /operator/v1/announcements/{announcementId}/send', { announcementId }, key());
    await pass(minutes(2));

    for (const one of [ann, bob]) {
      expect(await messagesOf(one)).toEqual([
        expect.objectContaining({ subject: '关于pots', text: 'pots的一切。', site: 'shop', link: '/help/pots' }),
      ]);
    }
    expect((await messagesOf(cid))[0]).toMatchObject({ subject: 'About pots' });
    expect(await messagesOf(eve)).toEqual([]);
    const mails = async (one: Person) =>
      (await inboxOf(one.login)).filter(({ subject }) => subject?.includes('pots')).length;
    expect(await Promise.all([ann, bob, cid, eve].map(mails))).toEqual([1, 0, 0, 0]);
    expect(await show(announcementId)).toMatchObject({
      state: 'sent',
      figures: { people: 3, ways: { mail: { delivered: 1, deferred: 1 } } },
    });

    // Handed over again, as after a break: nobody is told twice, and nothing is counted twice.
    const ids = [ann, bob, cid].map(({ accountId }) => accountId);
    for (const again of ['1', '2']) await redrive('announcements/tell-page', again, { announcementId, ids });
    await deliver('announcements/tell-audience', {
      detail: { id: 'again', payload: { announcementId, version: 3 } },
    });
    await pass(hours(3));
    expect(await Promise.all([ann, bob, cid].map(mails))).toEqual([1, 0, 1]);
    for (const one of [ann, bob, cid]) expect(await messagesOf(one)).toHaveLength(1);
    expect((await show(announcementId)).figures).toEqual({ people: 3, ways: { mail: { delivered: 2 } } });
    const { items: [newest] } = await operator.call('GET /operator/v1/announcements', { limit: 1 });
    expect(newest).toMatchObject({ announcementId, state: 'sent', subject: { en: 'About pots' } });
  });

  it('to shops reaches their owners at the address of the company, in the state that is asked for [PLT-08]', async () => {
    const [applying, other] = await Promise.all([applicant(), applicant()]);
    await applying.call('PATCH /shop/v1/profile', { locale: 'zh' });
    const audience = { of: 'shops', states: ['applying', 'suspended'], locale: 'zh' };
    const announcementId = await sent({ audience, words: words('papers'), link: '/application' });
    expect(await messagesOf(applying)).toEqual([
      expect.objectContaining({ subject: '关于papers', site: 'merchant', link: '/application' }),
    ]);
    expect((await inboxOf(applying.login)).map(({ subject }) => subject)).toContain('关于papers');
    expect(await messagesOf(other)).toEqual([]);
    await sent({ audience: { of: 'shops', states: ['rejected'] }, words: words('closing') });
    expect(await messagesOf(applying)).toHaveLength(1);
    expect((await show(announcementId)).figures.people).toBeGreaterThanOrEqual(1);
  });

  it('to the staff reaches those with one of the roles', async () => {
    const [arbitrator, finance] = await Promise.all(
      (['arbitrator', 'finance'] as Role[]).map((role) => newStaff(role)),
    );
    await sent({ audience: { of: 'staff', roles: ['arbitrator'] }, words: words('lunch'), channels: [] });
    expect(await messagesOf(arbitrator!)).toEqual([expect.objectContaining({ site: 'operator' })]);
    expect(await inboxOf(arbitrator!.login)).not.toContainEqual(expect.objectContaining({ subject: 'About lunch' }));
    expect(await messagesOf(finance!)).toEqual([]);
  });

  it('waits for its time, and is not sent when it was withdrawn before', async () => {
    const audience = await sinceNow();
    const ann = await reader();
    const [kept, taken] = await Promise.all([
      drafted({ audience, words: words('a') }),
      drafted({ audience, words: words('b') }),
    ]);
    const sendAt = new Date((await now()).getTime() + hours(2)).toISOString();
    for (const announcementId of [kept, taken]) {
      const { state } = await operator.call('POST /operator/v1/announcements/{announcementId}/send', {
        announcementId,
        sendAt,
      } as never, key());
      expect(state).toBe('scheduled');
    }
    await operator.call('POST /operator/v1/announcements/{announcementId}/withdraw', {
      announcementId: taken,
      reason: 'the wrong day',
    }, key());
    expect(
      await refusal(operator.call('POST /operator/v1/announcements/{announcementId}/withdraw', {
        announcementId: taken,
        reason: 'once more',
      }, key())),
    ).toBe('illegal-step');
    await pass(hours(1));
    expect(await messagesOf(ann)).toEqual([]);
    await pass(hours(1) + minutes(2));
    expect((await messagesOf(ann)).map(({ subject }) => subject)).toEqual(['关于a']);
    expect(await show(taken)).toMatchObject({ state: 'withdrawn', reason: 'the wrong day', figures: { people: 0 } });
  });

  it('goes out a share at a time; withdrawn meanwhile, it reaches nobody else, leaves no mailbox any more, and inboxes say so', async () => {
    const audience = await sinceNow();
    const everybody = await readers(4);
    const quietHours = await quiet(6);
    for (const one of everybody) {
      await one.call('PUT /shop/v1/notice-preferences', { choices: {}, quietHours }, key());
    }
    await ruled('announcement-pace', { perMinute: 1 });
    const announcementId = await drafted({ audience, words: words('mistakes') });
    await operator.call('POST /operator/v1/announcements/{announcementId}/send', { announcementId }, key());
    // Others who read Chinese stand on the same list, and take a share each.
    const told = async (): Promise<number> => (await show(announcementId)).figures.people;
    for (let run = 0; run < 60 && await told() === 0; run += 1) await pass(minutes(1));
    const reached = await told();
    expect(reached).toBeGreaterThan(0);
    expect(reached).toBeLessThan(everybody.length);
    expect(await show(announcementId)).toMatchObject({
      state: 'sending',
      figures: { ways: { mail: { deferred: reached } } },
    });

    await operator.call('POST /operator/v1/announcements/{announcementId}/withdraw', {
      announcementId,
      reason: 'nothing in it is true',
    }, key());
    await ruled('announcement-pace', { perMinute: 600 });
    await pass(hours(6));
    expect((await show(announcementId)).figures).toEqual({
      people: reached,
      ways: { mail: { suppressed: reached } },
    });
    const found = (await Promise.all(everybody.map(messagesOf))).flat();
    expect(found).toHaveLength(reached);
    for (const one of found) {
      expect(one).toMatchObject({ subject: '此公告已撤回', text: '', withdrawn: true });
      expect(one.link).toBeUndefined();
    }
    for (const { login } of everybody) {
      expect((await inboxOf(login)).filter(({ subject }) => subject?.includes('mistakes'))).toEqual([]);
    }
  });

  it('is refused to who may not, and where it makes no sense', async () => {
    const support = await newStaff('support');
    const audience = { of: 'staff', roles: ['arbitrator'] };
    const said = { audience, category: 'news', channels: ['mail'], words: words('x') };
    const draft = (by: Person, fields: object = {}) =>
      by.call('POST /operator/v1/announcements', { ...said, ...fields } as never, key());
    const send = (by: Person, announcementId: string, fields: object = {}) =>
      by.call('POST /operator/v1/announcements/{announcementId}/send', { announcementId, ...fields } as never, key());

    expect(await refusal(draft(support))).toBe('forbidden');
    expect(await refusal(draft(operator, { channels: ['text'] }))).toBe('invalid-input');
    expect(await refusal(draft(operator, { link: '//evil.example' }))).toBe('invalid-input');
    expect(await refusal(send(operator, 'anc_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A'))).toBe('not-found');
    const warning = (await draft(operator, { category: 'security', channels: [] })).announcementId;
    expect(await refusal(send(operator, warning))).toBe('forbidden');
    expect((await send(await theAdmin(), warning)).state).toBe('scheduled');
    expect(await refusal(send(operator, warning))).toBe('forbidden');
    const { announcementId } = await draft(operator);
    expect(await refusal(send(operator, announcementId, { sendAt: '2020-01-01T00:00:00.000Z' }))).toBe(
      'begins-too-early',
    );
    await send(operator, announcementId);
    expect(await refusal(send(operator, announcementId))).toBe('illegal-step');
    expect(
      await refusal(
        operator.call('PUT /operator/v1/announcements/{announcementId}', { announcementId, ...said } as never, key()),
      ),
    ).toBe('illegal-step');
  });

  // Last: whoever reads Chinese is walked past from now on.
  it('reaches a crowd page by page, each of it once, though pages are handed over twice at the same moment [PLT-08]', async () => {
    const registeredFrom = '2040-02-29T00:00:00.000Z' as Instant;
    const ids = await crowd(130, registeredFrom);
    const announcementId = await drafted({
      audience: { of: 'buyers', locale: 'zh', registeredFrom },
      words: words('crowds'),
      channels: ['mail'],
    });
    await operator.call('POST /operator/v1/announcements/{announcementId}/send', { announcementId }, key());
    const page = (from: number) =>
      redrive('announcements/tell-page', `${announcementId}-${from}`, {
        announcementId,
        ids: ids.slice(from, from + 50),
      });
    // Before, beside and after the walk itself. Who is overtaken fails, and would be tried again.
    await Promise.allSettled([page(0), page(25), pass(minutes(2)), page(80), page(0)]);
    await Promise.allSettled([page(0), page(50), page(80)]);
    await settled();
    expect(await show(announcementId)).toMatchObject({
      state: 'sent',
      figures: { people: 130, ways: { mail: { delivered: 130 } } },
    });
    for (const id of [ids[0]!, ids[49]!, ids[129]!]) {
      expect((await inboxOf(`${id}@example.com`)).map(({ subject }) => subject)).toEqual(['关于crowds']);
    }
  });
});
