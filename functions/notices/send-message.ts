import { announced } from '../../shared/notices/announced-store.ts';
import { job } from '../../shared/kernel/doors/job.ts';
import { pushDevicesChanged } from '../../shared/notices/events.ts';
import { Shipment, type Way, type WayStep } from '../../shared/notices/message.ts';
import { handOver, sending } from '../../shared/notices/sending.ts';
import { messages, noticePreferences, suppressions } from '../../shared/notices/store.ts';
import { forgetDevices } from '../../shared/notices/tell.ts';

export const { contract, handler } = job({
  summary: 'Hands one message to the mail, text message or push service.',
  queue: 'messages',
  message: Shipment,
  touches: [
    messages.claim,
    messages.settle,
    announced.isRecalled,
    suppressions.of,
    noticePreferences.get,
    noticePreferences.save,
    sending,
  ],
  emits: [pushDevicesChanged],
}, async ({ message: shipment, now }) => {
  const { accountId, channel } = shipment;
  // No commit: whoever claims the message sends it, and nobody else does.
  const message = await messages.claim(shipment, now);
  if (!message) return;
  const to = message.ways[channel]?.to;
  const [suppressed, isRecalled, preferences] = await Promise.all([
    to && suppressions.of(to),
    announced.isRecalled(message),
    channel === 'push' ? noticePreferences.get(accountId) : undefined,
  ]);
  const settle = (step: WayStep, fields: Partial<Way>): Promise<void> =>
    messages.settle(message, { channel, step, fields: { at: now, ...fields } });
  if (isRecalled) return settle('suppress', { why: 'withdrawn' });
  if (suppressed) return settle('suppress', { why: suppressed.why });
  const { step, gone = [], ...told } = await handOver(message, channel, preferences);
  await settle(step, told);
  if (gone.length) await forgetDevices(accountId, gone);
});
