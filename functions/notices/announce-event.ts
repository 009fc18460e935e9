import { forOrders } from '../../shared/kernel/contract.ts';
import { log } from '../../shared/kernel/log.ts';
import { subscriber } from '../../shared/kernel/subscriber.ts';
import { queueMail } from '../../shared/notices/mail.ts';
import { notices, noticesOf } from '../../shared/notices/notices.ts';
import { mailboxes, mailboxesOf } from '../../shared/notices/receivers.ts';

export const { contract, handler } = subscriber({
  summary: 'Writes to those whom an event concerns, each in their language.',
  // Several notices can tell of one event, each to somebody else.
  on: [...new Set(notices.map(({ on }) => on))],
  concurrency: forOrders(8),
  touches: [mailboxes, queueMail],
}, async ({ event }) => {
  // No commit: a mail's key says what it is about and for whom, and it is sent once however often it is queued.
  for (const { to, words } of noticesOf({ eventName: event.type }).flatMap(({ compose }) => compose(event) ?? [])) {
    const found = await mailboxesOf(to);
    if (!found.length) log.info('nobody-to-write-to', { event: event.id });
    await queueMail(found.map(({ owner, address, locale }) => {
      const id = `${event.id}:${owner}`;
      return { key: id, message: { id, to: address, ...words[locale] } };
    }));
  }
});
