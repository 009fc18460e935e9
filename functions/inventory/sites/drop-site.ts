import * as z from 'zod';
import { sites } from '../../../shared/inventory/sites/site-store.ts';
import { dropSite, SiteId } from '../../../shared/inventory/sites/site.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint(
  {
    summary: 'Takes a place from those that the shop compares.',
    route: 'DELETE /v1/warehouse-sites/{siteId}',
    audience: 'merchant',
    callers: ['merchant'],
    input: z.strictObject({ siteId: SiteId }),
    answer: { 204: z.undefined() },
    problems: ['no-shop', 'not-found'],
    touches: [sites.get, sites.save],
  },
  async ({ input: { siteId }, caller, commit }) =>
    commit({ writes: [sites.save(dropSite(await sites.get(await shopOf(caller)), siteId))] }),
);
