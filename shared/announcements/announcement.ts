import * as z from 'zod';
import type { Account } from '../kernel/account.ts';
import { changed, created, move, type Change, type Steps, type Versioned } from '../kernel/store/change.ts';
import { after, Instant } from '../kernel/values/clock.ts';
import { AccountId, id } from '../kernel/values/ids.ts';
import { Category, Channel } from '../kernel/policy/notice.ts';
import { Problem } from '../kernel/problems.ts';
import { prose, title } from '../kernel/values/text.ts';
import type { Telling } from '../notices/public.ts';
import { Audience, siteOf } from './audience.ts';
import {
  announcementBegun,
  announcementDrafted,
  announcementEdited,
  announcementScheduled,
  announcementSent,
  announcementWithdrawn,
} from './events.ts';
import { longestAhead } from './policy.ts';

export type AnnouncementId = z.infer<typeof AnnouncementId>;
export const AnnouncementId = id('announcement');

export type AnnouncementState = z.infer<typeof AnnouncementState>;
export const AnnouncementState = z.enum(['draft', 'scheduled', 'sending', 'sent', 'withdrawn']);

export const announcementSteps = {
  schedule: { from: ['draft'], to: 'scheduled' },
  begin: { from: ['scheduled'], to: 'sending' },
  finish: { from: ['sending'], to: 'sent' },
  withdraw: { from: ['draft', 'scheduled', 'sending', 'sent'], to: 'withdrawn' },
} as const satisfies Steps<AnnouncementState>;

/** What is said to whom. A subject has to fit one part of a text message, with who sends it. */
export const content = {
  audience: Audience,
  category: Category.extract(['news', 'marketing', 'security']),
  channels: z.array(Channel).max(Channel.options.length).refine(
    (channels) => new Set(channels).size === channels.length,
    'must name each way once',
  ).meta({ description: 'Beside the inbox of each' }),
  words: z.strictObject({
    en: z.strictObject({ subject: title(100), text: prose(4000) }),
    zh: z.strictObject({ subject: title(60), text: prose(4000) }),
  }),
  link: z.string().max(200).regex(/^\/(?!\/)[\w\-./?=&%~]*$/, 'must be a page of the site, like /help/returns')
    .optional(),
};
const Content = z.strictObject(content);
type Content = z.infer<typeof Content>;

/** A part of an audience: what stands under one key of a list. */
export interface Stretch {
  readonly list: Audience['of'];
  readonly partition: string;
  readonly startingWith?: string | undefined;
}

/** What is still to be walked through of an audience: from `cursor` on, then what is ahead. */
export interface Walk {
  readonly ahead: readonly Stretch[];
  readonly cursor?: string | undefined;
}

/** Something that the platform says to many at once. */
export interface Announcement extends Versioned, Content {
  readonly id: AnnouncementId;
  readonly state: AnnouncementState;
  readonly draftedBy: AccountId;
  readonly draftedAt: Instant;
  readonly sendAt?: Instant | undefined;
  readonly scheduledBy?: AccountId | undefined;
  readonly begunAt?: Instant | undefined;
  readonly walk?: Walk | undefined;
  readonly sentAt?: Instant | undefined;
  readonly withdrawnAt?: Instant | undefined;
  readonly withdrawnBy?: AccountId | undefined;
  readonly reason?: string | undefined;
}

/** A text message costs the most, and wakes people: it is for what is urgent. @throws Problem invalid-input */
const mustBeUrgentForText = ({ category, channels }: Content): void => {
  if (category === 'security' || !channels.includes('text')) return;
  throw new Problem('invalid-input', undefined, [{ path: 'channels', message: 'text is for what is about security' }]);
};

/** @throws Problem invalid-input when it would go out by text message without being urgent */
export const draft = (
  announcementId: AnnouncementId,
  said: Content,
  by: AccountId,
  now: Instant,
): Change<Announcement> => {
  mustBeUrgentForText(said);
  return created<Announcement>(
    { id: announcementId, ...said, state: 'draft', draftedBy: by, draftedAt: now },
    announcementDrafted({ announcementId, by, at: now }),
  );
};

/** @throws Problem illegal-step once it is scheduled, invalid-input as above */
export const edit = (announcement: Announcement, said: Content, by: AccountId, now: Instant): Change<Announcement> => {
  if (announcement.state !== 'draft') throw new Problem('illegal-step', 'Only a draft can be edited');
  mustBeUrgentForText(said);
  return changed<Announcement>(
    announcement,
    { ...said, link: said.link },
    announcementEdited({ announcementId: announcement.id, by, at: now }),
  );
};

/**
 * Has it sent, at once unless a time is given. What nobody can switch off is for an admin to send.
 * @throws Problem illegal-step, forbidden, begins-too-early, invalid-input
 */
export const scheduleFor = (
  announcement: Announcement,
  by: Pick<Account, 'id' | 'roles'>,
  sendAt: Instant | undefined,
  now: Instant,
): Change<Announcement> => {
  if (announcement.category === 'security' && !by.roles.includes('admin')) {
    throw new Problem('forbidden', 'What nobody can switch off is for an admin to send');
  }
  if (sendAt && sendAt < now) throw new Problem('begins-too-early', 'This time is past');
  if (sendAt && sendAt > after(now, longestAhead)) {
    throw new Problem('invalid-input', undefined, [{ path: 'sendAt', message: 'must be within 90 days' }]);
  }
  const fields = { sendAt: sendAt ?? now, scheduledBy: by.id };
  const fact = announcementScheduled({ announcementId: announcement.id, by: by.id, at: now, sendAt: fields.sendAt });
  return step(announcement, 'schedule', fields, fact);
};

/** Whether a share of it is to be told: it was not withdrawn, and no earlier run of the same share has gone on from here. */
export const isAt = (announcement: Announcement, version: number): boolean => announcement.version === version;

/** Begins to walk through its audience. */
export const begin = (announcement: Announcement, ahead: readonly Stretch[], now: Instant): Change<Announcement> =>
  step(
    announcement,
    'begin',
    { begunAt: now, walk: { ahead } },
    announcementBegun({ announcementId: announcement.id, at: now }),
  );

/** Has come this far through its audience; at its end, everybody has been handed over. */
export const walkedTo = (change: Change<Announcement>, walk: Walk, now: Instant): Change<Announcement> => {
  const { before, after: announcement, facts } = change;
  const fields: Partial<Announcement> = walk.ahead.length > 0
    ? { walk }
    : { walk: undefined, state: announcementSteps.finish.to, sentAt: now };
  const finished = walk.ahead.length > 0 ? [] : [announcementSent({ announcementId: announcement.id, at: now })];
  return { before, after: { ...announcement, ...fields }, facts: [...facts, ...finished] };
};

/** Takes it back: nobody else is told, nothing that still waits is sent, and inboxes say that it was withdrawn. */
export const withdraw = (
  announcement: Announcement,
  by: AccountId,
  reason: string,
  now: Instant,
): Change<Announcement> =>
  step(
    announcement,
    'withdraw',
    { walk: undefined, withdrawnAt: now, withdrawnBy: by, reason },
    announcementWithdrawn({ announcementId: announcement.id, by, reason, at: now }),
  );

const step = (
  announcement: Announcement,
  name: keyof typeof announcementSteps,
  fields: Partial<Announcement>,
  ...facts: Parameters<typeof move>[4][]
): Change<Announcement> =>
  move<AnnouncementState, typeof announcementSteps, Announcement>(
    announcementSteps,
    announcement,
    name,
    fields,
    ...facts,
  );

/** What each of its people is told. Told twice, it is one message. */
export const tellingOf = (
  { id: announcementId, audience, category, channels, words, link, sendAt, draftedAt }: Announcement,
): Telling => ({
  notice: 'announcement',
  category,
  channels,
  site: siteOf(audience),
  link,
  words,
  about: announcementId,
  announcementId,
  happenedAt: sendAt ?? draftedAt,
});
