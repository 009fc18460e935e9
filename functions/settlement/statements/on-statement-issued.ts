import { subscriber } from '../../../shared/kernel/doors/subscriber.ts';
import { statementIssued } from '../../../shared/settlement/events.ts';
import { partOf, settleMerchantQueue } from '../../../shared/settlement/messages.ts';

export const { contract, handler } = subscriber({
  summary: "Has the next part of a merchant's day settled, when its statement could not hold all of it.",
  on: statementIssued,
  touches: [settleMerchantQueue],
}, async ({ event: { data: { merchantId, date, part, more } } }) => {
  // No commit: a part is settled once, however often it is asked for.
  if (more) await settleMerchantQueue([partOf(merchantId, date, part + 1)]);
});
