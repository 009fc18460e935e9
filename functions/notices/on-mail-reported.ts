import { forOrders } from '../../shared/kernel/doors/concurrency.ts';
import { due } from '../../shared/kernel/store/due.ts';
import { report } from '../../shared/kernel/doors/report.ts';
import { consequenceOf, MailReport, shipmentOf, verdictOfMail } from '../../shared/notices/reports.ts';
import { messages, suppressions } from '../../shared/notices/store.ts';

export const { contract, handler } = report({
  summary:
    'Keeps what became of a mail; tries a soft bounce again, and sends nothing more to who bounces or complains.',
  source: 'aws.ses',
  kinds: ['Email Delivered', 'Email Bounced', 'Email Complaint Received', 'Email Rejected'],
  detail: MailReport,
  concurrency: forOrders(3),
  touches: [messages.get, messages.change, suppressions.add, due.set],
}, async ({ detail, now, commit }) => {
  const { tags } = detail.mail;
  const shipment = shipmentOf({ account: tags['account']?.[0], message: tags['message']?.[0] }, 'mail');
  const verdict = verdictOfMail(detail);
  if (!shipment || !verdict) return;
  const { accountId, messageId } = shipment;
  const found = consequenceOf(await messages.get(accountId, messageId), 'mail', verdict, now);
  if (!found) return;
  const { message, change, again, suppress } = found;
  await commit({
    writes: [
      messages.change(message, change),
      ...(again ? [due.set(again, 'notices/send-deferred', { accountId, messageId })] : []),
      ...(suppress ? [suppressions.add(suppress)] : []),
    ],
  });
});
