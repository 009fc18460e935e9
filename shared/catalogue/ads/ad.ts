import * as z from 'zod';
import { changed, created, move, type Change, type Steps, type Versioned } from '../../kernel/store/change.ts';
import { after, type Instant } from '../../kernel/values/clock.ts';
import { id, type AccountId, type Id } from '../../kernel/values/ids.ts';
import { Price } from '../../kernel/values/money.ts';
import { line, prose } from '../../kernel/values/text.ts';
import { Problem, type Fault } from '../../kernel/problems.ts';
import { termsIn } from '../checks/checks.ts';
import { ImageId } from '../content.ts';
import {
  AdKind,
  adApproved,
  adClosed,
  adExpired,
  adPublished,
  adRejected,
  adRemoved,
  adReported,
  ReportReason,
} from '../events.ts';
import type { AdRules, ListingRules } from '../rulebooks.ts';

export type AdId = Id<'ad'>;
export const AdId = id('ad');
export type AdState = z.infer<typeof AdState>;
export const AdState = z.enum(['in-review', 'shown', 'rejected', 'closed', 'expired', 'removed']);

/** How used something is. */
export const Condition = z.enum(['new', 'like-new', 'good', 'fair', 'for-parts']);

/** What somebody says of what he offers, or looks for. */
export type AdContent = z.infer<typeof AdContent>;
export const AdContent = z.strictObject({
  kind: AdKind,
  title: line(80, 2),
  text: prose(2000, 3),
  place: line(80, 2).meta({ description: 'Where it can be had: a town or a quarter, no address' }),
  price: Price.optional().meta({ description: 'What is asked for it; of what is wanted, what would be paid' }),
  condition: Condition.optional(),
  images: z.array(ImageId).max(4).default([]).refine((all) => new Set(all).size === all.length, 'has an image twice'),
});

/** What somebody has against an ad. */
export type Report = z.infer<typeof Report>;
export const Report = z.strictObject({ reason: ReportReason, note: prose(500).optional() });

/**
 * The life of an ad. Nobody sees it before a reviewer has; what several people have reported waits for one again.
 */
export const adSteps = {
  approve: { from: ['in-review'], to: 'shown' },
  reject: { from: ['in-review'], to: 'rejected' },
  doubt: { from: ['shown'], to: 'in-review' },
  remove: { from: ['shown'], to: 'removed' },
  close: { from: ['in-review', 'shown'], to: 'closed' },
  expire: { from: ['shown'], to: 'expired' },
} as const satisfies Steps<AdState>;

/** What one person offers others, or looks for. */
export interface Ad extends Versioned, AdContent {
  readonly id: AdId;
  readonly ownerId: AccountId;
  readonly state: AdState;
  readonly at: Instant;
  /** When it began to wait for a reviewer. */
  readonly submittedAt: Instant;
  readonly shownAt?: Instant;
  readonly expiresAt?: Instant;
  /** What the reviewer said last. */
  readonly comment?: string;
  readonly reports: readonly (Report & { readonly by: AccountId; readonly at: Instant })[];
}

const about = ({ id: adId, ownerId: accountId, kind }: Ad) => ({ adId, accountId, kind });

/** Addresses of mail and of pages, and digits as telephones and messengers have them. */
const reachable = /[^\s@]+@[^\s@]+\.[^\s@]+|https?:|www\.|\+?\d(?:[\s().-]*\d){6,}/iu;

/** What is wrong with texts that people write to people, by the path of each. */
export const unfit = (
  texts: Readonly<Record<string, string>>,
  { terms }: Pick<ListingRules, 'terms'>,
): Fault[] =>
  Object.entries(texts).flatMap(([path, text]): Fault[] => {
    const banned = termsIn(
      text,
      terms.filter(({ severity, categories }) => severity === 'error' && !categories?.length),
    );
    return [
      ...banned.map((term) => ({ path, message: `says “${term}”, which no ad may` })),
      ...(reachable.test(text.normalize('NFKC'))
        ? [{ path, message: 'says how somebody is reached: that stays hidden until both agree' }]
        : []),
    ];
  });

const lacks = ({ kind, price, condition }: AdContent): Fault[] =>
  kind === 'wanted' ? [] : [
    ...(price ? [] : [{ path: 'price', message: 'is required of what is offered' }]),
    ...(condition ? [] : [{ path: 'condition', message: 'is required of what is offered' }]),
  ];

/** Asks for an ad; it is shown once a reviewer has seen it. @throws Problem ad-unfit */
export const publishAd = (
  adId: AdId,
  ownerId: AccountId,
  content: AdContent,
  rules: Pick<ListingRules, 'terms'>,
  now: Instant,
): Change<Ad> => {
  const { title, text, place } = content;
  const faults = [...lacks(content), ...unfit({ title, text, place }, rules)];
  if (faults.length > 0) throw new Problem('ad-unfit', undefined, faults);
  const ad = { ...content, id: adId, ownerId, state: 'in-review', at: now, submittedAt: now, reports: [] } as const;
  return created<Ad>(ad, adPublished({ adId, accountId: ownerId, kind: content.kind }));
};

const step = (ad: Ad, name: keyof typeof adSteps, fields: Partial<Ad>, ...facts: Parameters<typeof changed>[2][]) =>
  move<AdState, typeof adSteps, Ad>(adSteps, ad, name, fields, ...facts);

/** What a reviewer says of an ad as it was when he looked at it. */
interface Judgement {
  readonly submittedAt: Instant;
  readonly comment: string;
}

const mustBeSeen = (ad: Ad, { submittedAt }: Judgement): void => {
  if (ad.submittedAt !== submittedAt) throw new Problem('illegal-step', 'It has begun to wait anew since');
};

/** Shows it for some days; those that had been, go on. @throws Problem illegal-step */
export const approveAd = (ad: Ad, judgement: Judgement, { shownFor }: AdRules, now: Instant): Change<Ad> => {
  mustBeSeen(ad, judgement);
  const expiresAt = ad.expiresAt ?? after(now, shownFor);
  const { comment } = judgement;
  return step(ad, 'approve', { shownAt: ad.shownAt ?? now, expiresAt, comment, reports: [] }, adApproved(about(ad)));
};

/** @throws Problem illegal-step */
export const rejectAd = (ad: Ad, judgement: Judgement): Change<Ad> => {
  mustBeSeen(ad, judgement);
  const { comment } = judgement;
  return step(ad, 'reject', { comment }, adRejected({ ...about(ad), comment }));
};

/** Takes away what is shown. @throws Problem illegal-step */
export const removeAd = (ad: Ad, comment: string): Change<Ad> =>
  step(ad, 'remove', { comment }, adRemoved({ ...about(ad), comment }));

/** Its owner has found, sold or thought otherwise. @throws Problem illegal-step */
export const closeAd = (ad: Ad): Change<Ad> => step(ad, 'close', {}, adClosed(about(ad)));

/** Its days are over. @throws Problem illegal-step when it is not shown, or longer */
export const expireAd = (ad: Ad, now: Instant): Change<Ad> => {
  if (ad.expiresAt && ad.expiresAt > now) throw new Problem('illegal-step', `It is shown until ${ad.expiresAt}`);
  return step(ad, 'expire', {}, adExpired(about(ad)));
};

/**
 * Somebody has something against it: after several people's word it is hidden, and waits for a reviewer. Nothing for who has
 * said so already. @throws Problem not-found for what is not shown, illegal-step for his own
 */
export const reportAd = (
  ad: Ad,
  report: Report,
  by: AccountId,
  { reportsToHide }: AdRules,
  now: Instant,
): Change<Ad> | undefined => {
  const { reports } = shownAd(ad);
  if (ad.ownerId === by) throw new Problem('illegal-step', 'It is your own');
  if (reports.some((one) => one.by === by)) return undefined;
  const all = [...reports, { ...report, by, at: now }];
  const fact = adReported({ ...about(ad), reason: report.reason, reports: all.length });
  return all.length < reportsToHide
    ? changed<Ad>(ad, { reports: all }, fact)
    : step(ad, 'doubt', { reports: all, submittedAt: now }, fact);
};

/** The ad, if everybody may see it. @throws Problem not-found */
export const shownAd = (ad: Ad): Ad => {
  if (ad.state !== 'shown') throw new Problem('not-found');
  return ad;
};

/** The ad, if it is this person's. @throws Problem not-found */
export const adOf = (ad: Ad, ownerId: AccountId): Ad => {
  if (ad.ownerId !== ownerId) throw new Problem('not-found');
  return ad;
};
