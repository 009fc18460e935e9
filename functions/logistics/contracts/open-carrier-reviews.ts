import { schedule } from '../../../shared/kernel/doors/schedule.ts';
import { CarrierName } from '../../../shared/logistics/carriers/carrier.ts';
import { carrierFiles, carrierReviews } from '../../../shared/logistics/contracts/contract-store.ts';
import { contractOn } from '../../../shared/logistics/contracts/contract.ts';
import { openReview, reviewOf } from '../../../shared/logistics/contracts/review.ts';
import { monthBefore } from '../../../shared/logistics/contracts/selection.ts';
import { carrierReviewOpened } from '../../../shared/logistics/events.ts';
import { figuresOf } from '../../../shared/logistics/promises/figures.ts';
import { deliveryCounts } from '../../../shared/logistics/promises/promise-store.ts';

export const { contract, handler } = schedule({
  summary: 'Opens the review of what each carrier did in the month before, once, for a person to judge.',
  every: 'day',
  at: '03:40',
  touches: [carrierReviews.get, carrierReviews.save, carrierFiles.get, deliveryCounts.ofMonth],
  emits: [carrierReviewOpened],
  timeout: 60_000,
}, async ({ now, calendar, commit }) => {
  const month = monthBefore(calendar.dateOf(now).slice(0, 7));
  const known = await Promise.all(CarrierName.options.map((carrier) => carrierReviews.get(reviewOf(carrier, month))));
  const missing = CarrierName.options.filter((_, i) => !known[i]);
  if (missing.length === 0) return;
  const [files, counted] = await Promise.all([
    Promise.all(missing.map((carrier) => carrierFiles.get(carrier))),
    deliveryCounts.ofMonth('platform', month),
  ]);
  const figures = figuresOf(counted);
  const opened = missing.flatMap((carrier, i) => {
    const did = figures.find((one) => one.carrier === carrier);
    // What is judged is what was agreed at the end of the month.
    return did ? [openReview(carrier, month, did, contractOn(files[i], `${month}-28`), now)] : [];
  });
  await commit({ writes: opened.map((change) => carrierReviews.save(change)) });
});
