import * as z from 'zod';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { CarrierName } from '../../../shared/logistics/carriers/carrier.ts';
import { carrierFiles } from '../../../shared/logistics/contracts/contract-store.ts';
import { ContractView, contractView } from '../../../shared/logistics/contracts/contract.ts';

export const { contract, handler } = endpoint({
  summary: 'Lists what was ever agreed with a carrier, the latest first.',
  route: 'GET /v1/carrier-contracts',
  audience: 'operator',
  callers: ['support', 'operator', 'finance', 'admin'],
  input: z.strictObject({ carrier: CarrierName }),
  answer: { 200: z.object({ items: z.array(ContractView) }) },
  touches: [carrierFiles.get],
}, async ({ input: { carrier }, now, calendar }) => {
  const contracts = (await carrierFiles.get(carrier))?.contracts ?? [];
  const today = calendar.dateOf(now);
  return { items: contracts.toReversed().map((one) => contractView(one, today)) };
});
