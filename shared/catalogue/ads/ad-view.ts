import * as z from 'zod';
import { Instant } from '../../kernel/values/clock.ts';
import { AccountId } from '../../kernel/values/ids.ts';
import { Price } from '../../kernel/values/money.ts';
import { personal } from '../../kernel/values/personal.ts';
import { AdKind, ReportReason } from '../events.ts';
import { ImageId } from '../content.ts';
import { PictureView, pictureView } from '../pictures/picture-view.ts';
import { AdAnswerId, type AdAnswer } from './ad-answer.ts';
import { ofPerson } from './ad-pictures.ts';
import { AdId, AdState, Condition, type Ad } from './ad.ts';

/** An ad in a list. Whose it is, it does not say. */
export const AdCard = z.object({
  adId: AdId,
  kind: AdKind,
  title: z.string(),
  place: z.string(),
  price: Price.optional(),
  condition: Condition.optional(),
  image: PictureView.optional(),
  shownAt: Instant.optional(),
});
export const AdView = AdCard.omit({ image: true }).extend({
  text: z.string(),
  images: z.array(PictureView),
  expiresAt: Instant.optional(),
});
/** An ad as its owner sees it. */
export const OwnAdView = AdView.extend({
  state: AdState,
  comment: z.string().optional().meta({ description: 'What the reviewer said' }),
});
/** An ad as its reviewer sees it. */
export const AdReviewView = OwnAdView.extend({
  images: z.array(z.object({ imageId: ImageId, picture: PictureView })),
  ownerId: AccountId,
  submittedAt: Instant,
  reports: z.array(z.object({ reason: ReportReason, note: z.string().optional(), at: Instant })),
});

export const adCard = ({ id: adId, ownerId, kind, title, place, price, condition, images, shownAt }: Ad) =>
  ({
    adId,
    kind,
    title,
    place,
    price,
    condition,
    ...(images[0] && { image: pictureView(ofPerson(ownerId), images[0]) }),
    shownAt,
  }) satisfies z.input<typeof AdCard>;

/** As its owner sees it; the schema leaves out what is not for everybody. */
export const adView = ({ id: adId, images, ...ad }: Ad): z.input<typeof OwnAdView> => ({
  ...ad,
  adId,
  images: images.map((imageId) => pictureView(ofPerson(ad.ownerId), imageId)),
});

export const adReviewView = ({ id: adId, images, reports, ...ad }: Ad): z.input<typeof AdReviewView> => ({
  ...ad,
  adId,
  images: images.map((imageId) => ({ imageId, picture: pictureView(ofPerson(ad.ownerId), imageId) })),
  reports: reports.map((one) => ({ ...one })),
});

/** An answer as either of the two sees it. */
export const AdAnswerView = z.object({
  answerId: AdAnswerId,
  adId: AdId,
  title: z.string().meta({ description: 'Of the ad' }),
  text: z.string(),
  at: Instant,
  state: z.enum(['open', 'agreed', 'declined']),
  contact: personal(z.string()).optional().meta({ description: 'How the other is reached, once both have agreed' }),
});

/** @param by one of the two */
export const adAnswerView = (answer: AdAnswer, by: AccountId): z.input<typeof AdAnswerView> => {
  const { id: answerId, adId, title, text, at, state, ownerId, askersContact, ownersContact } = answer;
  const contact = ownerId === by ? askersContact : ownersContact;
  return { answerId, adId, title, text, at, state, ...(state === 'agreed' && contact && { contact }) };
};
