import * as z from 'zod';
import { together } from '../../kernel/doors/access.ts';
import { page, pageInput, type Page } from '../../kernel/store/page.ts';
import { Instant } from '../../kernel/values/clock.ts';
import { ListingTitle } from '../content.ts';
import { ListingId } from '../listing.ts';
import { SubmissionChange, submissionChanges } from '../submission-changes.ts';
import { approvedContent } from './revision-store.ts';

/** What a list of a listing's versions takes. */
export const VersionsInput = z.strictObject({
  listingId: ListingId,
  against: z.coerce.number().int().min(1).optional().meta({
    description: 'The version that all are compared with; without it, each with the one before',
  }),
  ...pageInput,
});

/** What was approved at one time, and in what it differs. */
export const Versions = page(z.object({
  version: z.int(),
  approvedAt: Instant,
  title: ListingTitle,
  changes: z.array(SubmissionChange),
}));

/** The versions of a listing, the last one first. @throws Problem not-found when there is none to compare with */
export const versionsOf = Object.assign(
  async (
    { listingId, against, ...request }: z.output<typeof VersionsInput>,
  ): Promise<Page<z.input<typeof Versions>['items'][number]>> => {
    const [{ items, cursor }, other] = await Promise.all([
      approvedContent.all(listingId, request),
      against === undefined ? undefined : approvedContent.need(listingId, against),
    ]);
    return {
      items: items.map(({ version, at, content, changes }) => ({
        version,
        approvedAt: at,
        title: content.title,
        changes: other ? submissionChanges(other.content, content) : [...changes],
      })),
      ...(cursor !== undefined && { cursor }),
    };
  },
  together('versions.list', approvedContent.all, approvedContent.need),
);
