import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { freightTemplateSet } from '../../../shared/logistics/events.ts';
import { freightTemplates } from '../../../shared/logistics/freight-store.ts';
import { FreightTerms, setTerms, termsOf } from '../../../shared/logistics/freight.ts';
import { merchants } from '../../../shared/merchants/public.ts';

export const { contract, handler } = endpoint({
  summary:
    "Replaces the shop's freight terms: rates by region with a base and a price per kilogram, or a quote for each line.",
  route: 'PUT /v1/freight-template',
  audience: 'merchant',
  callers: ['merchant'],
  input: FreightTerms,
  answer: { 200: FreightTerms },
  problems: ['no-shop', 'currency-foreign'],
  touches: [merchants.need, freightTemplates.get, freightTemplates.save],
  emits: [freightTemplateSet],
}, async ({ input, caller, now, commit }) => {
  const shop = await shopOf(caller);
  const [merchant, template] = await Promise.all([merchants.need(shop), freightTemplates.get(shop)]);
  const change = setTerms(template, merchant, input, now);
  return commit({ writes: [freightTemplates.save(change)], answer: termsOf(change.after) });
});
