import { sites } from '../../../shared/inventory/sites/site-store.ts';
import { addSite, SiteTerms, siteView, SiteView } from '../../../shared/inventory/sites/site.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { merchants } from '../../../shared/merchants/public.ts';

export const { contract, handler } = endpoint({
  summary: 'Adds a place to those that the shop compares as sites of a warehouse.',
  route: 'POST /v1/warehouse-sites',
  audience: 'merchant',
  callers: ['merchant'],
  idempotent: true,
  input: SiteTerms,
  answer: { 201: SiteView },
  problems: ['no-shop', 'currency-foreign', 'too-many-sites'],
  touches: [merchants.need, sites.get, sites.save],
}, async ({ input, caller, newId, commit }) => {
  const merchantId = await shopOf(caller);
  const [shop, before] = await Promise.all([merchants.need(merchantId), sites.get(merchantId)]);
  const change = addSite(before, shop, newId('site'), input);
  return commit({ writes: [sites.save(change)], answer: siteView(change.after.sites.at(-1)!) });
});
