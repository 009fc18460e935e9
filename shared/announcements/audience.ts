import * as z from 'zod';
import { isOfStaff, type Account } from '../kernel/account.ts';
import { Instant } from '../kernel/values/clock.ts';
import { Role, type Audience as Site } from '../kernel/doors/contract.ts';
import { Locale } from '../kernel/values/text.ts';
import { MerchantState } from '../merchants/public.ts';

/** Whom an announcement is for. Each kind is a list that is kept; what else is asked for is looked up of each person. */
export type Audience = z.infer<typeof Audience>;
export const Audience = z.discriminatedUnion('of', [
  z.strictObject({
    of: z.literal('buyers'),
    locale: Locale.optional(),
    registeredFrom: Instant.optional(),
    registeredBefore: Instant.optional(),
  }),
  z.strictObject({
    of: z.literal('shops'),
    states: z.array(MerchantState).min(1).max(MerchantState.options.length),
    locale: Locale.optional().meta({ description: "The owner's language" }),
  }),
  z.strictObject({ of: z.literal('staff'), roles: z.array(Role).min(1).max(Role.options.length).optional() }),
]).meta({ id: 'AnnouncementAudience' });

/** Whose site its links lead to. */
export const siteOf = ({ of }: Audience): Site =>
  ({ buyers: 'shop', shops: 'merchant', staff: 'operator' } as const)[of];

/** Whether somebody who was on the list is meant. Frozen accounts are told what concerns themselves, and nothing else. */
export const isMeant = (audience: Audience, { status, roles, locale, createdAt }: Account): boolean => {
  if (status === 'frozen') return false;
  switch (audience.of) {
    case 'buyers':
      return roles.includes('buyer')
        && (audience.locale ?? locale) === locale
        && (audience.registeredFrom ?? createdAt) <= createdAt
        && !(audience.registeredBefore && audience.registeredBefore <= createdAt);
    case 'shops':
      return (audience.locale ?? locale) === locale;
    case 'staff':
      return roles.some((role) => audience.roles ? audience.roles.includes(role) : isOfStaff(role));
  }
};
