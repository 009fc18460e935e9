import { job } from '../../../shared/kernel/doors/job.ts';
import { paymentMeansProven } from '../../../shared/payments/events.ts';
import { keepMeans } from '../../../shared/payments/means.ts';
import { keptMeans } from '../../../shared/payments/means-store.ts';
import { provider } from '../../../shared/payments/provider/institution.ts';
import { payments } from '../../../shared/payments/store.ts';

export const { contract, handler } = job({
  summary: 'Keeps what a payment was made by, for a buyer who has agreed to that.',
  queue: 'payment-provider',
  on: paymentMeansProven,
  touches: [payments.need, keptMeans.get, keptMeans.save, provider.findPayments],
  timeout: 20_000,
}, async ({ message: { data: { paymentId, buyerId } }, now, commit }) => {
  const [{ method, captures }, kept] = await Promise.all([payments.need(paymentId), keptMeans.get(buyerId)]);
  const { reference, providerId } = captures.find(({ outcome }) => outcome === 'paid')!;
  const reports = await provider.findPayments(reference);
  const report = reports.find((one) => one.providerId === providerId)?.means;
  if (report) await commit({ writes: [keptMeans.save(keepMeans(kept, buyerId, { method, report }, now))] });
});
