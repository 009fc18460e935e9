import * as z from 'zod';
import { presentTree } from '../../../shared/catalogue/public.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { Locale } from '../../../shared/kernel/values/text.ts';
import { habitsOf } from '../../../shared/search/habits/habit-store.ts';
import { HabitsView, habitsView } from '../../../shared/search/habits/habits-view.ts';

export const { contract, handler } = endpoint({
  summary:
    'Shows a buyer whether searches are ranked by his habits, and what of them is known. Nobody else is shown it.',
  route: 'GET /v1/search/habits',
  audience: 'shop',
  callers: ['buyer'],
  input: z.strictObject({ locale: Locale.optional() }),
  answer: { 200: HabitsView },
  touches: [habitsOf.get, presentTree],
}, async ({ input, caller, locale }) => {
  const [habits, tree] = await Promise.all([habitsOf.get(caller.accountId), presentTree()]);
  return habitsView(habits, tree, input.locale ?? locale);
});
