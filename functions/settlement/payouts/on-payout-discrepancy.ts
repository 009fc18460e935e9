import { id } from '../../../shared/kernel/values/ids.ts';
import { subscriber } from '../../../shared/kernel/doors/subscriber.ts';
import { discrepancyFound } from '../../../shared/settlement/events.ts';
import { lookUpPayout } from '../../../shared/settlement/messages.ts';

const PayoutId = id('payout');

export const { contract, handler } = subscriber({
  summary: "Has a payout looked up about which the provider's statement and the ledger disagree.",
  on: discrepancyFound,
  touches: [lookUpPayout],
}, async ({ event: { id: eventId, data: { reference } } }) => {
  const { data: payoutId } = PayoutId.safeParse(reference);
  if (payoutId) await lookUpPayout([{ key: `${payoutId}@${eventId}`, message: { payoutId } }]);
});
