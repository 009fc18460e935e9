import { ulid } from 'ulid';
import { describe, expect, inject, it } from 'vitest';
import { inboxOf, until } from '../../support/control.ts';
import { listed } from '../../support/listings.ts';
import { merchant } from '../../support/merchants.ts';

/** Delivers a message as the queue does. */
const deliver = async (message: object): Promise<unknown> => {
  const body = JSON.stringify({ key: ulid(), correlationId: ulid(), message });
  const answer = await fetch(`${inject('cloud').control}/invoke/notices/send-mail`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ Records: [{ messageId: ulid(), body }] }),
  });
  return answer.json();
};

describe('send-mail', () => {
  it('sends a mail once, however often its message comes', async () => {
    const to = `ann-${ulid().toLowerCase()}@example.com`;
    const mail = { id: `test:${ulid()}`, to, subject: '您的店铺已通过审核', text: 'Blue Teapot 已通过审核。' };
    for (let i = 0; i < 3; i += 1) expect(await deliver(mail)).toMatchObject({ result: { batchItemFailures: [] } });
    expect(await inboxOf(to)).toEqual([expect.objectContaining({ subject: mail.subject, text: mail.text })]);
  });

  it('sends what people have written, in whatever script', async () => {
    const shop = await merchant();
    const title = '陶罐 🫖 \ufffe ‮pot';
    await listed(shop, { title: { en: title } });
    const mails = await until(() => inboxOf(shop.login), ([newest]) => newest?.subject === 'Your listing is on sale');
    expect(mails[0]!.text).toContain(title);
  });

  it('gives back to the queue what it cannot read', async () => {
    expect(await deliver({ to: 'nobody' })).toMatchObject({ result: { batchItemFailures: [{}] } });
  });
});
