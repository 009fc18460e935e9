import * as z from 'zod';
import { CountryCode } from '../../shared/kernel/values/address.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { Currency } from '../../shared/kernel/values/money.ts';
import { methodsFor, PaymentMethod } from '../../shared/payments/provider/methods.ts';

export const { contract, handler } = endpoint({
  summary: 'Lists the payment methods for a currency and a country.',
  route: 'GET /v1/payment-methods',
  audience: 'shop',
  callers: 'anyone',
  input: z.strictObject({ currency: Currency, country: CountryCode }),
  answer: { 200: z.object({ items: z.array(z.object({ method: PaymentMethod })) }) },
  touches: [],
  cache: 300,
}, async ({ input }) => ({ items: methodsFor(input.currency, input.country).map((method) => ({ method })) }));
