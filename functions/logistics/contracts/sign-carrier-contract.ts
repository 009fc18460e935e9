import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { due } from '../../../shared/kernel/store/due.ts';
import { after } from '../../../shared/kernel/values/clock.ts';
import { carrierFiles, carrierStandings } from '../../../shared/logistics/contracts/contract-store.ts';
import {
  ContractTerms,
  ContractView,
  contractView,
  signContract,
} from '../../../shared/logistics/contracts/contract.ts';
import { renewStandings, standingOf } from '../../../shared/logistics/contracts/selection.ts';
import { carrierContractSigned } from '../../../shared/logistics/events.ts';
import { remindBeforeEnd } from '../../../shared/logistics/policy.ts';

export const { contract, handler } = endpoint({
  summary: 'Keeps what was agreed with a carrier: for how long, at which prices, and how well it is to deliver.',
  route: 'POST /v1/carrier-contracts',
  audience: 'operator',
  callers: ['operator', 'admin'],
  audited: { reason: 'terms' },
  idempotent: true,
  input: ContractTerms,
  answer: { 201: ContractView },
  problems: ['contract-overlaps', 'illegal-step'],
  touches: [carrierFiles.get, carrierFiles.save, carrierStandings.get, carrierStandings.save, due.set],
  emits: [carrierContractSigned],
}, async ({ input, caller, now, calendar, newId, commit }) => {
  const { carrier, until } = input;
  const [file, standings] = await Promise.all([carrierFiles.get(carrier), carrierStandings.get('all')]);
  const [contractId, today] = [newId('carrierContract'), calendar.dateOf(now)];
  const change = signContract(file, contractId, input, { by: caller.accountId, today, now });
  const counts = standings?.carriers.find((one) => one.carrier === carrier)?.counts ?? {};
  const remindAt = after(calendar.endOf(until), -remindBeforeEnd);
  return commit({
    writes: [
      carrierFiles.save(change),
      carrierStandings.save(renewStandings(standings, [standingOf(carrier, change.after, today, counts)])),
      due.set(remindAt > now ? remindAt : now, 'logistics/remind-contract-end', { carrier, contractId }),
    ],
    answer: contractView(change.after.contracts.at(-1)!, today),
  });
});
