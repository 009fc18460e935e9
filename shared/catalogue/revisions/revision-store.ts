import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { DeleteTransaction } from 'dynamodb-toolbox/entity/actions/transactDelete';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any, item, string } from 'dynamodb-toolbox/schema';
import { operation, type Grant } from '../../kernel/doors/access.ts';
import { Problem } from '../../kernel/problems.ts';
import { write, type Write } from '../../kernel/store/commit.ts';
import { listed, type Page, type PageRequest } from '../../kernel/store/page.ts';
import { get, table } from '../../kernel/store/table.ts';
import type { Instant } from '../../kernel/values/clock.ts';
import type { Listing, ListingId } from '../listing.ts';
import { contentOf, submissionChanges, type ApprovedContent } from '../submission-changes.ts';
import type { Revision } from './revision.ts';

type Action = (Grant & { on: 'table' })['actions'][number];
const grants = (keys: string, ...actions: Action[]): Grant[] => [{ on: 'table', actions, keys: [keys] }];

const RevisionItem = new Entity({
  name: 'revision',
  table,
  timestamps: false,
  schema: item({ listingId: string().key(), revision: any().castAs<Revision>() }),
  computeKey: ({ listingId }) => ({ pk: `REVISION#${listingId}`, sk: 'REVISION' }),
});

/** What listings on sale are to become; written in the transaction that changes the listing, whose version guards it. */
export const revisions = {
  /** None for a listing that says that it has none. */
  of: operation(
    'revision.of',
    grants('REVISION#*', 'GetItem'),
    async ({ id: listingId, revision }: Listing): Promise<Revision | undefined> =>
      revision && (await get(RevisionItem.build(GetItemCommand).key({ listingId })))?.revision as Revision | undefined,
  ),
  put: operation(
    'revision.put',
    grants('REVISION#*', 'PutItem'),
    (listingId: ListingId, revision: Revision): Write =>
      write(RevisionItem.build(PutTransaction).item({ listingId, revision })),
  ),
  remove: operation(
    'revision.remove',
    grants('REVISION#*', 'DeleteItem'),
    (listingId: ListingId): Write => write(RevisionItem.build(DeleteTransaction).key({ listingId })),
  ),
};

const approvedPartition = (listingId: ListingId): string => `APPROVED#${listingId}`;
const ApprovedItem = new Entity({
  name: 'approved-content',
  table,
  timestamps: false,
  schema: item({ listingId: string().key(), place: string().key(), approved: any().castAs<ApprovedContent>() }),
  computeKey: ({ listingId, place }) => ({ pk: approvedPartition(listingId as ListingId), sk: place }),
});
/** Versions in their order. */
const placeOf = (version: number): string => String(version).padStart(8, '0');

/** Every content of a listing that was approved, beside it, so that what happens often does not write it anew. */
export const approvedContent = {
  /** What was approved last. */
  last: operation(
    'approved-content.last',
    grants('APPROVED#*', 'Query'),
    async (listingId: ListingId): Promise<ApprovedContent | undefined> =>
      (await versionsOf(listingId, { limit: 1 })).items[0],
  ),
  /** @throws Problem not-found */
  need: operation(
    'approved-content.need',
    grants('APPROVED#*', 'GetItem'),
    async (listingId: ListingId, version: number): Promise<ApprovedContent> => {
      const found = await get(ApprovedItem.build(GetItemCommand).key({ listingId, place: placeOf(version) }));
      if (!found) throw new Problem('not-found');
      return found.approved as ApprovedContent;
    },
  ),
  /** All versions, the last one first. */
  all: operation(
    'approved-content.all',
    grants('APPROVED#*', 'Query'),
    (listingId: ListingId, page: PageRequest): Promise<Page<ApprovedContent>> => versionsOf(listingId, page),
  ),
  /** @param before what was approved last until now */
  put: operation(
    'approved-content.put',
    grants('APPROVED#*', 'PutItem'),
    (listing: Listing, before: ApprovedContent | undefined, at: Instant): Write => {
      const { id: listingId, version } = listing;
      const content = contentOf(listing);
      const approved = { version, at, content, changes: before ? submissionChanges(before.content, content) : [] };
      return write(ApprovedItem.build(PutTransaction).item({ listingId, place: placeOf(version), approved }));
    },
  ),
};

const versionsOf = (listingId: ListingId, page: PageRequest): Promise<Page<ApprovedContent>> =>
  listed(
    'table',
    approvedPartition(listingId),
    { ...page, newestFirst: true },
    ({ approved }) => approved as ApprovedContent,
  );
