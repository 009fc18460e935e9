import { forOrders } from '../../shared/kernel/contract.ts';
import { job } from '../../shared/kernel/job.ts';
import { Mail, sendMail } from '../../shared/notices/mail.ts';
import { sentMails } from '../../shared/notices/store.ts';

export const { contract, handler } = job({
  summary: 'Sends one mail.',
  message: Mail,
  concurrency: forOrders(3),
  touches: [sentMails.has, sentMails.record, sendMail],
}, async ({ message, now, commit }) => {
  if (await sentMails.has(message.id)) return;
  const providerId = await sendMail(message);
  await commit({ writes: [sentMails.record(message.id, providerId, now)] });
});
