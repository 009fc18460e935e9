import { describe, expect, it } from 'vitest';
import { Problem } from '../../../shared/kernel/problems.ts';
import { instant } from '../../../shared/kernel/values/clock.ts';
import type { AccountId } from '../../../shared/kernel/values/ids.ts';
import { forgetMeans, keepMeans, mostMeans, payingBy, type KeptMeans } from '../../../shared/payments/means.ts';

const now = instant(0);
const ann = '6f1c5a52-6a44-4d0e-9d4e-0f5b1f3f2a11' as AccountId;
const bob = '7f1c5a52-6a44-4d0e-9d4e-0f5b1f3f2a11' as AccountId;
const keep = (kept: KeptMeans | undefined, token: string, by = ann): KeptMeans =>
  keepMeans(kept, by, { method: 'card', report: { token, brand: 'visa', last4: '4242' } }, now).after;
const refused = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof Problem) return error.code;
  }
  return 'not refused';
};

describe('means of payment that are kept', () => {
  it('stand with the last one first, each once, and the oldest makes room', () => {
    let kept = keep(undefined, 'tok_0');
    for (let n = 1; n <= mostMeans; n += 1) kept = keep(kept, `tok_${n}`);
    expect(kept.means.map(({ token }) => token)).toEqual(
      Array.from({ length: mostMeans }, (_, i) => `tok_${mostMeans - i}`),
    );
    const again = keep(kept, 'tok_3');
    expect(again.means).toHaveLength(mostMeans);
    expect(again.means[0]).toMatchObject({ token: 'tok_3', id: kept.means.find(({ token }) => token === 'tok_3')!.id });
  });

  it('can be paid by and forgotten by who has kept them, and not by anybody else', () => {
    const kept = keep(undefined, 'tok_visa');
    const meansId = kept.means[0]!.id;
    expect(payingBy({ meansId }, kept)).toEqual({ paymentMethod: 'card', paymentToken: 'tok_visa' });
    expect(payingBy({ paymentMethod: 'wallet' }, undefined)).toEqual({
      paymentMethod: 'wallet',
      paymentToken: undefined,
    });
    expect(forgetMeans(kept, meansId).after.means).toEqual([]);
    const other = keep(undefined, 'tok_visa', bob);
    expect(refused(() => payingBy({ meansId }, other))).toBe('method-unavailable');
    expect(refused(() => payingBy({ meansId, paymentMethod: 'card' }, undefined))).toBe('method-unavailable');
    expect(refused(() => payingBy({}, kept))).toBe('method-unavailable');
    expect(refused(() => forgetMeans(other, meansId))).toBe('not-found');
    expect(refused(() => forgetMeans(undefined, meansId))).toBe('not-found');
  });
});
