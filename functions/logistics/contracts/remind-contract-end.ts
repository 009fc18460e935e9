import * as z from 'zod';
import { deadline } from '../../../shared/kernel/doors/deadline.ts';
import { CarrierName } from '../../../shared/logistics/carriers/carrier.ts';
import { carrierFiles } from '../../../shared/logistics/contracts/contract-store.ts';
import { ContractId, remindOfEnd } from '../../../shared/logistics/contracts/contract.ts';
import { carrierContractEnding } from '../../../shared/logistics/events.ts';

export const { contract, handler } = deadline({
  summary: 'Tells some weeks before that a contract with a carrier runs out, and nothing follows on it.',
  payload: z.strictObject({ carrier: CarrierName, contractId: ContractId }),
  final: ['illegal-step'],
  touches: [carrierFiles.need, carrierFiles.save],
  emits: [carrierContractEnding],
}, async ({ payload: { carrier, contractId }, now, commit }) => {
  await commit({ writes: [carrierFiles.save(remindOfEnd(await carrierFiles.need(carrier), contractId, now))] });
});
