import * as z from 'zod';
import { Instant } from '../kernel/values/clock.ts';
import { AccountId } from '../kernel/values/ids.ts';
import { Channel } from '../kernel/policy/notice.ts';
import { Locale } from '../kernel/values/text.ts';
import { Figures, renderMail, renderPush, renderText, type Sites, type Told } from '../notices/public.ts';
import { AnnouncementId, AnnouncementState, content, tellingOf, type Announcement } from './announcement.ts';

/** What a list shows of an announcement. */
export type AnnouncementRow = z.infer<typeof AnnouncementRow>;
export const AnnouncementRow = z.object({
  announcementId: AnnouncementId,
  state: AnnouncementState,
  audience: content.audience,
  category: content.category,
  subject: z.object({ en: z.string(), zh: z.string() }),
  draftedAt: Instant,
  sendAt: Instant.optional(),
}).meta({ id: 'AnnouncementRow' });

export const announcementRow = (
  { id, state, audience, category, words, draftedAt, sendAt }: Announcement,
): AnnouncementRow => ({
  announcementId: id,
  state,
  audience,
  category,
  subject: { en: words.en.subject, zh: words.zh.subject },
  draftedAt,
  sendAt,
});

export const AnnouncementView = z.object({
  announcementId: AnnouncementId,
  state: AnnouncementState,
  ...content,
  draftedBy: AccountId,
  draftedAt: Instant,
  sendAt: Instant.optional(),
  scheduledBy: AccountId.optional(),
  begunAt: Instant.optional(),
  sentAt: Instant.optional(),
  withdrawnAt: Instant.optional(),
  withdrawnBy: AccountId.optional(),
  reason: z.string().optional().meta({ description: 'Why it was withdrawn' }),
}).meta({ id: 'Announcement' });

export const announcementView = (
  { id, version: _, walk: __, ...announcement }: Announcement,
): z.input<typeof AnnouncementView> => ({ announcementId: id, ...announcement });

/** With what has become of it, so far. */
export const AnnouncementWithFigures = AnnouncementView.extend({ figures: Figures }).meta({
  id: 'AnnouncementWithFigures',
});

const Rendered = z.object({
  inbox: z.object({ subject: z.string(), text: z.string(), link: z.string().optional() }),
  mail: z.object({ subject: z.string(), text: z.string(), html: z.string() }).optional(),
  text: z.string().optional(),
  push: z.object({ title: z.string(), body: z.string(), link: z.string() }).optional(),
});

/** An announcement as people will see it, in each language, by each way that it takes. */
export const AnnouncementPreview = z.object({ en: Rendered, zh: Rendered }).meta({ id: 'AnnouncementPreview' });

export const previewOf = (announcement: Announcement, sites: Sites): z.input<typeof AnnouncementPreview> => {
  const { words, ...telling } = tellingOf(announcement);
  const inLanguage = (locale: Locale): z.input<typeof Rendered> => {
    const told: Told = { ...telling, ...words[locale], locale };
    const by = (channel: Channel): boolean => announcement.channels.includes(channel);
    return {
      inbox: { ...words[locale], link: telling.link },
      ...(by('mail') && { mail: renderMail(told, sites) }),
      ...(by('text') && { text: renderText(told) }),
      ...(by('push')
        && { push: JSON.parse(renderPush(told, announcement.id, sites)) as z.input<typeof Rendered>['push'] }),
    };
  };
  return { en: inLanguage('en'), zh: inLanguage('zh') };
};
