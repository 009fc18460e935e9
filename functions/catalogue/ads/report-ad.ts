import * as z from 'zod';
import { AdId, Report, reportAd } from '../../../shared/catalogue/ads/ad.ts';
import { ads } from '../../../shared/catalogue/ads/ad-store.ts';
import { adReported } from '../../../shared/catalogue/events.ts';
import { adRules } from '../../../shared/catalogue/rulebooks.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Says what one has against an ad; after several people it is hidden until a reviewer has seen it again.',
  route: 'POST /v1/ads/{adId}/reports',
  audience: 'shop',
  callers: ['buyer'],
  input: Report.extend({ adId: AdId }),
  answer: { 204: z.undefined() },
  problems: ['not-found', 'illegal-step'],
  touches: [ads.need, ads.save, adRules.current],
  emits: [adReported],
}, async ({ input: { adId, ...report }, caller, now, commit }) => {
  const [ad, rules] = await Promise.all([ads.need(adId), adRules.current(now)]);
  const change = reportAd(ad, report, caller.accountId, rules, now);
  return commit({ writes: change ? [ads.save(change)] : [] });
});
