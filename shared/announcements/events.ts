import * as z from 'zod';
import { event } from '../kernel/events.ts';
import { AccountId, id } from '../kernel/values/ids.ts';

const announcementId = 'anc_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A';
const by = '0b54f0c1-6f8e-4a6c-9f43-1f2a3b4c5d6e';
const at = '2026-11-22T08:30:00.000Z';

const about = { announcementId: id('announcement'), at: z.iso.datetime() };

export const announcementDrafted = event('announcement-drafted', 1, z.object({ ...about, by: AccountId }), {
  announcementId,
  by,
  at,
});
export const announcementEdited = event('announcement-edited', 1, z.object({ ...about, by: AccountId }), {
  announcementId,
  by,
  at,
});
export const announcementScheduled = event(
  'announcement-scheduled',
  1,
  z.object({ ...about, by: AccountId, sendAt: z.iso.datetime() }),
  { announcementId, by, at, sendAt: '2026-11-23T08:30:00.000Z' },
);

/** The first people of its audience are being told. */
export const announcementBegun = event('announcement-begun', 1, z.object(about), { announcementId, at });

/** Everybody of its audience has been handed over to those who tell. */
export const announcementSent = event('announcement-sent', 1, z.object(about), { announcementId, at });

export const announcementWithdrawn = event(
  'announcement-withdrawn',
  1,
  z.object({ ...about, by: AccountId, reason: z.string() }),
  { announcementId, by, at, reason: 'the wrong date' },
);
