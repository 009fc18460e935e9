import { describe, expect, it } from 'vitest';
import type { Envelope } from '../../../shared/kernel/events.ts';
import { redact } from '../../../shared/kernel/secret.ts';
import { Mail } from '../../../shared/notices/mail.ts';
import { notices, noticesOf } from '../../../shared/notices/notices.ts';

const envelopeOf = (type: string, data: unknown) => ({ type, data }) as Envelope;

describe.each(notices.map(({ on }) => [on.eventName, on.sample] as const))('the notice of %s', (type, sample) => {
  it('has a recipient, and words in both languages [MER-07]', () => {
    const said = noticesOf(envelopeOf(type, sample));
    expect(said).toHaveLength(1);
    const { to, words } = said[0]!;
    expect(Object.values(to)).toEqual([expect.stringMatching(/./)]);
    for (const { subject, text } of Object.values(words)) {
      expect(Mail.safeParse({ id: 'x', to: 'ann@example.com', subject, text }).error).toBeUndefined();
      expect(`${subject} ${text}`).not.toMatch(/undefined|null|\[object|NaN/);
    }
    expect(words.zh.subject).toMatch(/\p{Script=Han}/u);
    expect(words.en.subject).not.toMatch(/\p{Script=Han}/u);
  });
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
