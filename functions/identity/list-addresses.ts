import * as z from 'zod';
import { Address } from '../../shared/identity/address.ts';
import { addresses } from '../../shared/identity/store.ts';
import { everyRole } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: "Lists the caller's addresses.",
  route: 'GET /v1/addresses',
  audience: 'shop',
  callers: everyRole,
  answer: { 200: z.object({ items: z.array(Address) }) },
  touches: [addresses.all],
}, async ({ caller }) => ({ items: [...await addresses.all(caller.accountId)] }));
