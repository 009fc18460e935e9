import * as z from 'zod';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { prose } from '../../../shared/kernel/values/text.ts';
import { CarrierName } from '../../../shared/logistics/carriers/carrier.ts';
import { carrierFiles, carrierStandings } from '../../../shared/logistics/contracts/contract-store.ts';
import { ContractId, ContractView, contractView, endContract } from '../../../shared/logistics/contracts/contract.ts';
import { renewStandings, standingOf } from '../../../shared/logistics/contracts/selection.ts';
import { carrierContractEnded } from '../../../shared/logistics/events.ts';

export const { contract, handler } = endpoint({
  summary: 'Ends what was agreed with a carrier from today on, with the reason; it is chosen by its prices no more.',
  route: 'POST /v1/carriers/{carrier}/contracts/{contractId}/end',
  audience: 'operator',
  callers: ['operator', 'admin'],
  audited: { reason: 'reason' },
  idempotent: true,
  input: z.strictObject({ carrier: CarrierName, contractId: ContractId, reason: prose(500, 3) }),
  answer: { 200: ContractView },
  problems: ['not-found', 'illegal-step'],
  touches: [carrierFiles.need, carrierFiles.save, carrierStandings.get, carrierStandings.save],
  emits: [carrierContractEnded],
}, async ({ input: { carrier, contractId, reason }, now, calendar, commit }) => {
  const [file, standings] = await Promise.all([carrierFiles.need(carrier), carrierStandings.get('all')]);
  const today = calendar.dateOf(now);
  const change = endContract(file, contractId, reason, today, now);
  const counts = standings?.carriers.find((one) => one.carrier === carrier)?.counts ?? {};
  return commit({
    writes: [
      carrierFiles.save(change),
      carrierStandings.save(renewStandings(standings, [standingOf(carrier, change.after, today, counts)])),
    ],
    answer: contractView(change.after.contracts.find(({ id }) => id === contractId)!, today),
  });
});
