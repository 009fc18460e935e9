import { forOrders } from '../../shared/kernel/contract.ts';
import { report } from '../../shared/kernel/report.ts';
import { consequenceOf, shipmentOf, TextReport, verdictOfText } from '../../shared/notices/reports.ts';
import { messages, suppressions } from '../../shared/notices/store.ts';

export const { contract, handler } = report({
  summary: 'Keeps what became of a text message, and sends nothing more to a number that is none.',
  source: 'aws.sms-voice',
  kinds: ['Text Message Delivery Status Updated'],
  detail: TextReport,
  concurrency: forOrders(3),
  touches: [messages.get, messages.change, suppressions.add],
}, async ({ detail, now, commit }) => {
  const [shipment, verdict] = [shipmentOf(detail.context, 'text'), verdictOfText(detail)];
  if (!shipment || !verdict) return;
  const { accountId, messageId } = shipment;
  const message = await messages.get(accountId, messageId);
  const found = consequenceOf(message, shipment, verdict, now);
  if (!message || !found) return;
  const { step, why, suppress, to: address } = found;
  await commit({
    writes: [
      messages.change(message, { channel: 'text', step, fields: { at: now, why } }),
      ...(suppress ? [suppressions.add({ address, why: suppress, since: now, accountId, messageId })] : []),
    ],
  });
});
