import { forOrders } from '../../shared/kernel/doors/concurrency.ts';
import { log } from '../../shared/kernel/log.ts';
import { subscriber } from '../../shared/kernel/doors/subscriber.ts';
import { notices } from '../../shared/notices/declared.ts';
import { noticesOf } from '../../shared/notices/of-event.ts';
import { peopleOf, receivers } from '../../shared/notices/receivers.ts';
import { tell, telling, tellingOf } from '../../shared/notices/tell.ts';

export const { contract, handler } = subscriber({
  summary: 'Tells those whom an event concerns, each in their language and by their ways.',
  // Several notices can tell of one event, each to somebody else.
  on: [...new Set(notices.map(({ on }) => on))],
  concurrency: forOrders(8),
  touches: [receivers, telling],
}, async ({ event, now }) => {
  // No commit of its own: each message is written once, under an id that says what it is about and for whom.
  for (const notice of noticesOf({ eventName: event.type })) {
    const composed = notice.compose(event);
    if (!composed) continue;
    const people = await peopleOf(composed.to);
    if (!people.length) log.info('nobody-to-tell', { event: event.id });
    await tell(tellingOf(notice, composed, event), people, now);
  }
});
