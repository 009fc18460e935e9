import * as z from 'zod';
import { Problem } from '../../kernel/problems.ts';
import { changed, type Change } from '../../kernel/store/change.ts';
import { after, between, hours, Instant } from '../../kernel/values/clock.ts';
import { listingCameOff, listingShelfPlanned } from '../events.ts';
import { isExpired, putBack, steps, tale, type Listing } from '../listing.ts';

/** When a listing goes on sale and comes off by itself, as its shop wants it. */
export type ShelfPlan = z.infer<typeof ShelfPlan>;
export const ShelfPlan = z.object({
  from: Instant.optional().meta({ description: 'On sale from then on; what is approved earlier waits for it' }),
  until: Instant.optional().meta({ description: 'Off the shelf from then on' }),
  offWhenSoldOut: z.boolean().meta({
    description: 'Off the shelf within an hour after nothing is left of any SKU, nor set aside for a campaign',
  }),
});

/** How often it is looked whether anything is left of what comes off when nothing is. */
const lookEvery = hours(1);

/** When that is next: of each listing at its own minute, so that however often it is asked, it is one deadline. */
const nextLook = ({ createdAt }: Listing, now: Instant): Instant =>
  after(now, lookEvery - (between(createdAt, now) % lookEvery));

/**
 * Replaces the plan of a listing.
 * @throws Problem illegal-step when it is archived, begins-too-early when a time is not to come
 */
export const planShelf = (listing: Listing, shelfPlan: ShelfPlan, now: Instant): Change<Listing> => {
  if (listing.state === 'archived') throw new Problem('illegal-step', 'It is archived');
  const passed = [shelfPlan.from, shelfPlan.until].some((at) => at !== undefined && at <= now);
  if (passed) throw new Problem('begins-too-early', 'A listing cannot go on sale or come off in the past');
  return changed<Listing>(
    listing,
    { shelfPlan, updatedAt: now },
    listingShelfPlanned({ ...tale(listing, now), ...shelfPlan }),
  );
};

/** The times to come at which it has to be looked at: those of its plan and its permit, and of its stock while on sale. */
export const timesOf = (listing: Listing, now: Instant): Instant[] => {
  const { shelfPlan, permit, state } = listing;
  const looks = shelfPlan?.offWhenSoldOut && state === 'on-sale' ? [nextLook(listing, now)] : [];
  const times = [shelfPlan?.from, shelfPlan?.until, permit?.expiresAt, ...looks].filter((at) => at !== undefined);
  return [...new Set(times)].filter((at) => at > now);
};

/**
 * What a moment means for a listing: it goes on sale or comes off by itself, as its plan, its permit and its stock have it
 * then; nothing is to be done when none of them wants it any more.
 * @param soldOut whether nothing is left of any of its SKUs
 */
export const turn = (
  listing: Listing,
  { dueAt, soldOut }: { readonly dueAt: Instant; readonly soldOut: boolean },
  now: Instant,
): Change<Listing> | undefined => {
  const { shelfPlan, permit, state } = listing;
  if (state === 'on-sale') {
    if (isExpired(permit, now)) return comeOff(listing, 'permit-expired', now);
    if (shelfPlan?.until === dueAt) return comeOff(listing, 'planned', now);
    if (shelfPlan?.offWhenSoldOut && soldOut) return comeOff(listing, 'sold-out', now);
  }
  return state === 'off-shelf' && shelfPlan?.from === dueAt && !isExpired(permit, now)
    ? putBack(listing, now)
    : undefined;
};

const comeOff = (listing: Listing, why: 'planned' | 'sold-out' | 'permit-expired', now: Instant): Change<Listing> =>
  changed<Listing>(
    listing,
    { state: steps.takeOff.to, updatedAt: now },
    listingCameOff({ ...tale(listing, now), why }),
  );
