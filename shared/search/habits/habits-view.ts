import * as z from 'zod';
import { CategoryId, type CategoryEntry } from '../../catalogue/public.ts';
import { inLocale, type Locale } from '../../kernel/values/text.ts';
import type { Habits } from './habits.ts';

/** What its owner is shown of what was learned. */
export const HabitsView = z.object({
  on: z.boolean().meta({ description: 'Whether searches are ranked by it' }),
  categories: z.array(z.object({ categoryId: CategoryId, name: z.string() })),
  tags: z.array(z.string()),
});

/** How many of a kind are named. */
const most = 8;

export const habitsView = (
  habits: Habits | undefined,
  tree: readonly CategoryEntry[],
  locale: Locale,
): z.input<typeof HabitsView> => {
  const names = new Map<string, CategoryEntry>(tree.map((one) => [one.id, one]));
  return {
    on: habits?.on ?? true,
    categories: (habits?.categories ?? []).flatMap(({ to }) => {
      const found = names.get(to);
      return found ? [{ categoryId: found.id, name: inLocale(found.name, locale) }] : [];
    }).slice(0, most),
    tags: (habits?.tags ?? []).map(({ to }) => to).slice(0, most),
  };
};
