/** By which terms goods are taken back, as they are published. */
import * as z from 'zod';
import { days, hours } from '../kernel/values/clock.ts';
import { id, type Id } from '../kernel/values/ids.ts';
import { inLocale, type Locale, type LocalText } from '../kernel/values/text.ts';
import { WayBack } from './reasons.ts';
import type { ReturnPolicy } from './rulebooks.ts';

interface OfCategory {
  readonly categoryId: Id<'category'>;
}

/**
 * The terms for goods of a category: those of the nearest category from it upwards that has its own, or else the policy's.
 * @param path from the root down to the category itself
 */
export const termsFor = <P extends { readonly categories: readonly OfCategory[] }>(
  policy: P,
  path: readonly Id<'category'>[],
): P | P['categories'][number] =>
  path.toReversed().flatMap((one) => policy.categories.find(({ categoryId }) => categoryId === one) ?? [])[0] ?? policy;

const Terms = {
  days: z.number().meta({ description: 'Until how long after the goods arrived; 0: they are not taken back' }),
  wayBack: WayBack,
  condition: z.string(),
  procedure: z.string().optional().meta({ description: 'How they are sent back' }),
};

/** The policy as buyers read it, in one language. */
export type ReturnPolicyView = z.infer<typeof ReturnPolicyView>;
export const ReturnPolicyView = z.object({
  version: z.int(),
  ...Terms,
  categories: z.array(z.object({
    categoryId: id('category'),
    names: z.array(z.string()).meta({ description: 'From the root down' }),
    ...Terms,
  })).meta({ description: 'Where goods are taken back by other terms, together with all categories below' }),
  answerHours: z.number().meta({ description: 'How long the shop may take to answer' }),
  sendDays: z.number().meta({ description: 'How long the buyer may take to send goods back' }),
  inspectHours: z.number().meta({ description: 'How long the shop may inspect them; then they are accepted' }),
  disputeDays: z.number().meta({ description: 'How long the buyer may dispute a refusal' }),
});

/** @param nameOf names of a category and of those above it, from the root down; none of one that is unknown */
export const returnPolicyView = (
  policy: ReturnPolicy,
  locale: Locale,
  nameOf: (categoryId: Id<'category'>) => readonly LocalText[],
): ReturnPolicyView => {
  const shown = (
    { within, wayBack, condition, procedure }: Pick<ReturnPolicy, 'within' | 'wayBack' | 'condition' | 'procedure'>,
  ) => ({
    days: within / days(1),
    wayBack,
    condition: inLocale(condition, locale),
    ...(procedure && { procedure: inLocale(procedure, locale) }),
  });
  return {
    version: policy.version,
    ...shown(policy),
    categories: policy.categories.map((one) => ({
      categoryId: one.categoryId,
      names: nameOf(one.categoryId).map((name) => inLocale(name, locale)),
      ...shown(one),
    })),
    answerHours: policy.answerWithin / hours(1),
    sendDays: policy.sendWithin / days(1),
    inspectHours: policy.inspectWithin / hours(1),
    disputeDays: policy.disputeWithin / days(1),
  };
};
