import * as z from 'zod';
import { returnPolicy } from '../../shared/after-sales/rulebooks.ts';
import { ReturnPolicyView, returnPolicyView } from '../../shared/after-sales/terms.ts';
import { presentTree } from '../../shared/catalogue/public.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { Instant } from '../../shared/kernel/values/clock.ts';
import { Locale } from '../../shared/kernel/values/text.ts';

/** What was bought goes by the version of its day, so that each can be read again at any time. */
export const { contract, handler } = endpoint({
  summary: 'Shows by which terms goods are taken back, now or at the moment of a purchase, category by category.',
  route: 'GET /v1/return-policy',
  audience: 'shop',
  callers: 'anyone',
  input: z.strictObject({ at: Instant.optional(), locale: Locale.optional() }),
  answer: { 200: ReturnPolicyView },
  touches: [returnPolicy.current, presentTree],
  cache: 60,
}, async ({ input: { at, locale: asked }, locale, now }) => {
  const [policy, tree] = await Promise.all([returnPolicy.current(at ?? now), presentTree()]);
  const known = new Map(tree.map((one) => [one.id, one]));
  return returnPolicyView(
    policy,
    asked ?? locale,
    (categoryId) => (known.get(categoryId)?.path ?? []).flatMap((one) => known.get(one)?.name ?? []),
  );
});
