import { describe, expect, it } from 'vitest';
import { contract } from '../../../functions/notices/announce-event.ts';
import type { Envelope } from '../../../shared/kernel/events.ts';
import { redact } from '../../../shared/kernel/secret.ts';
import { Mail } from '../../../shared/notices/mail.ts';
import { notices, noticesOf } from '../../../shared/notices/notices.ts';
import { orderCancelled } from '../../../shared/ordering/events.ts';

const envelopeOf = (type: string, data: unknown) => ({ type, data }) as Envelope;

describe.each(notices.map((one) => [one.on.eventName, one] as const))('a notice of %s', (type, { on, compose }) => {
  it('has a recipient, and words in both languages [MER-07]', () => {
    const { to, words } = compose(envelopeOf(type, on.sample))!;
    expect(Object.values(to)).toEqual([expect.stringMatching(/./)]);
    for (const { subject, text } of Object.values(words)) {
      expect(Mail.safeParse({ id: 'x', to: 'ann@example.com', subject, text }).error).toBeUndefined();
      expect(`${subject} ${text}`).not.toMatch(/undefined|null|\[object|NaN/);
    }
    expect(words.zh.subject).toMatch(/\p{Script=Han}/u);
    expect(words.en.subject).not.toMatch(/\p{Script=Han}/u);
  });
});

it('tells buyer and shop of a cancelled order, and the shop nothing that it did itself or never heard of', () => {
  const told = (data: object) =>
    noticesOf(envelopeOf('order-cancelled', { ...orderCancelled.sample as object, ...data })).map(({ to }) =>
      Object.keys(to)[0]
    );
  expect(told({ reason: 'operator' })).toEqual(['account', 'shop']);
  expect(told({ reason: 'returned', note: undefined })).toEqual(['account', 'shop']);
  expect(told({ reason: 'refused' })).toEqual(['account']);
  expect(told({ reason: 'deadline', paid: false })).toEqual(['account']);
});

it('follows each event once, however many notices tell of it', () => {
  const followed = contract.on.map(({ eventName }) => eventName);
  expect(followed).toHaveLength(new Set(followed).size);
  expect(new Set(followed)).toEqual(new Set(notices.map(({ on }) => on.eventName)));
});

it('says nothing about other events', () => {
  expect(noticesOf(envelopeOf('profile-changed', {}))).toEqual([]);
  expect(noticesOf(envelopeOf('reviews-counted', { date: '2026-11-22', waiting: 0 }))).toEqual([]);
});

it('hides of a mail everything but its id where it is logged', () => {
  expect(redact(Mail, { id: 'x', to: 'ann@example.com', subject: 'Your order', text: 'Hello' })).toEqual({
    id: 'x',
    to: '…',
    subject: '…',
    text: '…',
  });
});
