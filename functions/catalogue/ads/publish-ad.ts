import { AdContent, publishAd } from '../../../shared/catalogue/ads/ad.ts';
import { ofPerson } from '../../../shared/catalogue/ads/ad-pictures.ts';
import { ads, countToday } from '../../../shared/catalogue/ads/ad-store.ts';
import { adView, OwnAdView } from '../../../shared/catalogue/ads/ad-view.ts';
import { adPublished } from '../../../shared/catalogue/events.ts';
import { mustBeChecked } from '../../../shared/catalogue/pictures/images.ts';
import { adRules, listingRules } from '../../../shared/catalogue/rulebooks.ts';
import { imageChecks } from '../../../shared/catalogue/store.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Asks for an ad of something that one offers or looks for; it is shown once a reviewer has seen it.',
  route: 'POST /v1/ads',
  audience: 'shop',
  callers: ['buyer'],
  idempotent: true,
  input: AdContent,
  answer: { 201: OwnAdView },
  problems: ['ad-unfit', 'image-missing', 'image-unfit', 'enough-today'],
  touches: [ads.save, imageChecks.get, listingRules.current, adRules.current, countToday],
  emits: [adPublished],
}, async ({ input, caller: { accountId, account }, now, newId, commit }) => {
  const [words, rules, ...checks] = await Promise.all([
    listingRules.current(now),
    adRules.current(now),
    ...input.images.map((imageId) => imageChecks.get(imageId)),
  ]);
  const change = publishAd(newId('ad'), accountId, input, words, now);
  mustBeChecked(ofPerson(accountId), input.images, checks);
  await account;
  await countToday(accountId, 'ad', rules.adsADay);
  return commit({ writes: [ads.save(change)], answer: adView(change.after) });
});
