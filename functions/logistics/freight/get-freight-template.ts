import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { freightTemplates } from '../../../shared/logistics/freight-store.ts';
import { FreightTerms, termsOf } from '../../../shared/logistics/freight.ts';

export const { contract, handler } = endpoint({
  summary: "Shows the shop's freight terms.",
  route: 'GET /v1/freight-template',
  audience: 'merchant',
  callers: ['merchant'],
  answer: { 200: FreightTerms },
  problems: ['no-shop', 'not-found'],
  touches: [freightTemplates.need],
}, async ({ caller }) => termsOf(await freightTemplates.need(await shopOf(caller))));
