import * as z from 'zod';
import { changed, created, type Change, type Versioned } from '../kernel/store/change.ts';
import { Instant } from '../kernel/values/clock.ts';
import { derivedId, id, type AccountId, type Id } from '../kernel/values/ids.ts';
import { Problem } from '../kernel/problems.ts';
import { PaymentMethod } from './provider/methods.ts';
import type { MeansReport } from './provider/provider.ts';

export type MeansId = Id<'paymentMeans'>;
export const MeansId = id('paymentMeans');

/** Something by which a buyer has paid: the provider's token for it, and what the buyer knows it by. */
export interface PaymentMeans extends MeansReport {
  readonly id: MeansId;
  readonly method: PaymentMethod;
  readonly keptAt: Instant;
}

/** What a buyer has agreed to keep, the last one first. Its id is the buyer's. */
export interface KeptMeans extends Versioned {
  readonly id: AccountId;
  readonly means: readonly PaymentMeans[];
}

/** The oldest makes room beyond it. */
export const mostMeans = 10;

/** Keeps a means on top of the others, each once. */
export const keepMeans = (
  kept: KeptMeans | undefined,
  buyerId: AccountId,
  { method, report }: { method: PaymentMethod; report: MeansReport },
  now: Instant,
): Change<KeptMeans> => {
  const means = { id: derivedId('paymentMeans', `${buyerId} ${report.token}`), method, ...report, keptAt: now };
  const all = [means, ...kept?.means.filter((one) => one.id !== means.id) ?? []].slice(0, mostMeans);
  return kept ? changed<KeptMeans>(kept, { means: all }) : created<KeptMeans>({ id: buyerId, means: all });
};

/** @throws Problem not-found */
export const forgetMeans = (kept: KeptMeans | undefined, meansId: MeansId): Change<KeptMeans> => {
  if (!kept?.means.some((one) => one.id === meansId)) throw new Problem('not-found');
  return changed<KeptMeans>(kept, { means: kept.means.filter((one) => one.id !== meansId) });
};

/** How a buyer says what to pay by: by a method, with a token of a means, or by a means that was kept. */
export interface PayBy {
  readonly paymentMethod?: PaymentMethod | undefined;
  readonly paymentToken?: string | undefined;
  readonly meansId?: MeansId | undefined;
}

/** What is paid by. @throws Problem method-unavailable when it is not kept any more, or nothing was named */
export const payingBy = (
  { paymentMethod, paymentToken, meansId }: PayBy,
  kept: KeptMeans | undefined,
): { readonly paymentMethod: PaymentMethod; readonly paymentToken: string | undefined } => {
  if (meansId === undefined && paymentMethod) return { paymentMethod, paymentToken };
  const means = kept?.means.find(({ id }) => id === meansId);
  if (!means) throw new Problem('method-unavailable', 'Name a method, or a means that was kept');
  return { paymentMethod: means.method, paymentToken: means.token };
};

/** What a buyer sees of it. */
export const MeansView = z.object({
  meansId: MeansId,
  method: PaymentMethod,
  brand: z.string(),
  last4: z.string().meta({ description: 'The last digits of its number; empty where it has none' }),
  keptAt: Instant,
});

export const meansView = ({ id: meansId, method, brand, last4, keptAt }: PaymentMeans): z.input<typeof MeansView> => ({
  meansId,
  method,
  brand,
  last4,
  keptAt,
});
