import { schedule } from '../../../shared/kernel/doors/schedule.ts';
import { CarrierName } from '../../../shared/logistics/carriers/carrier.ts';
import { carrierFiles, carrierStandings } from '../../../shared/logistics/contracts/contract-store.ts';
import { monthBefore, renewStandings, standingOf } from '../../../shared/logistics/contracts/selection.ts';
import { totalsOf } from '../../../shared/logistics/promises/counts.ts';
import { deliveryCounts } from '../../../shared/logistics/promises/promise-store.ts';

export const { contract, handler } = schedule({
  summary:
    'Reckons each night how carriers stand: what is agreed with them, and what they did this month and the last.',
  every: 'day',
  at: '03:20',
  touches: [carrierFiles.get, deliveryCounts.ofMonth, carrierStandings.get, carrierStandings.save],
  timeout: 60_000,
}, async ({ now, calendar, commit }) => {
  const today = calendar.dateOf(now);
  const month = today.slice(0, 7);
  const [files, standings, ...counted] = await Promise.all([
    Promise.all(CarrierName.options.map((carrier) => carrierFiles.get(carrier))),
    carrierStandings.get('all'),
    deliveryCounts.ofMonth('platform', month),
    deliveryCounts.ofMonth('platform', monthBefore(month)),
  ]);
  const stand = CarrierName.options.map((carrier, i) =>
    standingOf(
      carrier,
      files[i],
      today,
      totalsOf(counted.flat().filter((one) => one.carrier === carrier).map(({ counts }) => counts)),
    )
  );
  await commit({ writes: [carrierStandings.save(renewStandings(standings, stand))] });
});
