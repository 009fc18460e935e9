import { forOrders } from '../../shared/kernel/doors/concurrency.ts';
import { report } from '../../shared/kernel/doors/report.ts';
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
  const found = consequenceOf(await messages.get(shipment.accountId, shipment.messageId), 'text', verdict, now);
  if (!found) return;
  const { message, change, suppress } = found;
  await commit({
    writes: [messages.change(message, change), ...(suppress ? [suppressions.add(suppress)] : [])],
  });
});
