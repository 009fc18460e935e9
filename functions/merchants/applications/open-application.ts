import * as z from 'zod';
import { joinShop, rolesChanged } from '../../../shared/identity/public.ts';
import { accounts } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { MerchantId } from '../../../shared/kernel/values/ids.ts';
import { Currency } from '../../../shared/kernel/values/money.ts';
import { openApplication } from '../../../shared/merchants/application.ts';
import { applicationOpened, merchantOpened } from '../../../shared/merchants/events.ts';
import { Company, openMerchant, Store } from '../../../shared/merchants/merchant.ts';
import { applications, merchants } from '../../../shared/merchants/store.ts';

export const { contract, handler } = endpoint({
  summary: 'Opens a shop and the draft of its application; the caller becomes its merchant.',
  route: 'POST /v1/application',
  audience: 'merchant',
  callers: ['buyer'],
  idempotent: true,
  input: z.strictObject({ company: Company, store: Store, currency: Currency }),
  answer: { 201: z.object({ merchantId: MerchantId }) },
  problems: ['shop-exists'],
  touches: [accounts.need, accounts.save, merchants.save, applications.save],
  emits: [rolesChanged, merchantOpened, applicationOpened],
}, async ({ input: { company, store, currency }, caller, now, newId, commit }) => {
  const merchantId = newId('merchant');
  const account = await accounts.need(caller.accountId);
  return commit({
    writes: [
      accounts.save(joinShop(account, merchantId)),
      merchants.save(openMerchant({ id: merchantId, ownerId: caller.accountId, company, store, currency }, now)),
      applications.save(openApplication(merchantId, { company, store }, now)),
    ],
    answer: { merchantId },
  });
});
