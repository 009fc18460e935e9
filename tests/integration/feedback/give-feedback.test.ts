import { beforeAll, describe, expect, it } from 'vitest';
import { itemAt, waitingAt, whileHeld } from '../../support/desks.ts';
import { address, anyone, key, refusal, staff, type Person } from '../../support/people.ts';

const words = {
  kind: 'problem' as const,
  page: '/en/cart',
  text: 'The button does nothing.\nI have tried it twice.',
  contact: 'ann@example.com',
};

describe('feedback', () => {
  let support: Person;
  beforeAll(async () => {
    support = await staff('support');
  });
  const close = (feedbackId: string, { call } = support) =>
    call('POST /operator/v1/feedback/{feedbackId}/closing', { feedbackId, note: 'The button is mended' }, key());

  it('comes from anyone about any page, and waits at the desk of support with a clock [UIX-11]', async () => {
    const { feedbackId } = await anyone()('POST /shop/v1/feedback', words);
    const item = (await waitingAt(support, 'feedback')).find(({ itemId }) => itemId === feedbackId)!;
    expect(item.shows).toEqual({ kind: 'problem', page: '/en/cart', text: words.text });
    expect(item.answerBy > item.since).toBe(true);
    expect(await support.call('GET /operator/v1/feedback/{feedbackId}', { feedbackId })).toMatchObject({
      ...words,
      state: 'open',
    });
    expect(await whileHeld('feedback', feedbackId, 'support', () => close(feedbackId))).toBe('taken-by-another');
    expect(await close(feedbackId)).toMatchObject({ state: 'closed', closing: { by: support.accountId } });
    expect(await itemAt(support, 'feedback', feedbackId)).toMatchObject({ settledBy: support.accountId });
    expect(await refusal(close(feedbackId))).toBe('illegal-step');
  });

  it('is one however often the same is sent, and another when it comes from elsewhere', async () => {
    const visitor = anyone(address());
    const send = (call = visitor) => call('POST /shop/v1/feedback', { ...words, text: 'I like it.', kind: 'praise' });
    const [first, second] = await Promise.all([send(), send()]);
    expect(second).toEqual(first);
    expect(await send()).toEqual(first);
    expect(await send(anyone())).not.toEqual(first);
  });

  it('is refused without words, or about what is no page, and no network leaves more than 60 in an hour', async () => {
    const visitor = anyone(address());
    expect(await refusal(visitor('POST /shop/v1/feedback', { ...words, text: '' }))).toBe('invalid-input');
    expect(await refusal(visitor('POST /shop/v1/feedback', { ...words, page: 'https://elsewhere.example' })))
      .toBe('invalid-input');
    // What is refused counts as well.
    const texts = Array.from({ length: 58 }, (_, n) => `Text ${n}`);
    await Promise.all(texts.map((text) => visitor('POST /shop/v1/feedback', { ...words, text })));
    expect(await refusal(visitor('POST /shop/v1/feedback', { ...words, text: 'One more' }))).toBe('too-many-requests');
    await anyone()('POST /shop/v1/feedback', { ...words, text: 'Another network' });
  });

  it('of nobody is not found', async () => {
    const feedbackId = 'fbk_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A';
    expect(await refusal(support.call('GET /operator/v1/feedback/{feedbackId}', { feedbackId }))).toBe('not-found');
    expect(await refusal(close(feedbackId))).toBe('not-found');
  });
});
