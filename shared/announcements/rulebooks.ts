import * as z from 'zod';
import { rulebook, whole } from '../kernel/policy/rulebook.ts';

/** How fast people are told. Orders and codes go through the same services, and must not wait behind an announcement. */
export const announcementPace = rulebook(
  'announcement-pace',
  1,
  z.strictObject({
    perMinute: whole(1, 60_000).describe(
      'People that an announcement tells in a minute; together below what SES and the text message service take',
    ),
  }),
  { perMinute: 600 },
  { summary: 'How fast an announcement goes out.', propose: ['operator', 'admin'] },
);
