import * as z from 'zod';
import { AdId } from '../../../shared/catalogue/ads/ad.ts';
import { ads } from '../../../shared/catalogue/ads/ad-store.ts';
import { AdReviewView, adReviewView } from '../../../shared/catalogue/ads/ad-view.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: "Shows a person's ad to its reviewer, with what people have against it.",
  route: 'GET /v1/ad-reviews/{adId}',
  audience: 'operator',
  callers: ['reviewer', 'operator', 'admin'],
  input: z.strictObject({ adId: AdId }),
  answer: { 200: AdReviewView },
  problems: ['not-found'],
  touches: [ads.need],
}, async ({ input: { adId } }) => adReviewView(await ads.need(adId)));
