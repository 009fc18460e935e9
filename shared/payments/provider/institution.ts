import { operation } from '../../kernel/doors/access.ts';
import type { PaymentProvider } from './provider.ts';
import { sandboxProvider } from './sandbox-provider.ts';

const adapter: PaymentProvider = sandboxProvider;
const grants = [{ on: 'settings', names: ['PAYMENT_PROVIDER_URL', 'PAYMENT_PROVIDER_KEY'] }] as const;
// Whoever asks for money also says where the buyer is to come back to. No spread: bundles could not leave it out.
const asking = [{ on: 'settings', names: ['PAYMENT_PROVIDER_URL', 'PAYMENT_PROVIDER_KEY', 'SHOP_SITE'] }] as const;

/** The institution through which money comes and goes: the port's calls, each with the permission that it needs. */
export const provider = {
  name: adapter.name,
  collector: operation('provider.collector', [{ on: 'settings', names: ['PAYMENT_PAYEE'] }], adapter.collector),
  create: operation('provider.create', asking, adapter.create),
  cancel: operation('provider.cancel', grants, adapter.cancel),
  findPayments: operation('provider.find-payments', grants, adapter.findPayments),
  refund: operation('provider.refund', grants, adapter.refund),
  findRefund: operation('provider.find-refund', grants, adapter.findRefund),
  payout: operation('provider.payout', grants, adapter.payout),
  findPayout: operation('provider.find-payout', grants, adapter.findPayout),
  statement: operation('provider.statement', grants, adapter.statement),
} satisfies PaymentProvider;
