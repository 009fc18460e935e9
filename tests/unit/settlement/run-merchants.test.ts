import { expect, it, vi } from 'vitest';
import type { Action } from '../../../shared/kernel/store/commit.ts';
import { instant } from '../../../shared/kernel/values/clock.ts';
import { idsAt, type MerchantId } from '../../../shared/kernel/values/ids.ts';
import { runMerchants } from '../../../shared/settlement/store.ts';
import { asUseCase } from '../../support/use-case.ts';

it('settles a day for more merchants than one item holds [SET-04]', async () => {
  const now = instant(Date.UTC(2026, 10, 22, 2));
  const newId = idsAt(now);
  const merchants = Array.from({ length: 30_001 }, () => newId('merchant'));
  vi.stubEnv('TABLE_NAME', 'table');
  const items = await asUseCase(
    { now, touches: [runMerchants.record] },
    async () =>
      runMerchants.record('2026-11-22', merchants).map(({ action }) =>
        (action as Action).params().Put!.Item as { pk: string; sk: string; merchants: MerchantId[] }
      ),
  );
  expect(items.flatMap((item) => item.merchants)).toEqual(merchants);
  expect(new Set(items.map(({ sk }) => sk)).size).toBe(items.length);
  for (const item of items) expect(JSON.stringify(item).length).toBeLessThan(400_000);
  // All of them go into one transaction of 4 MB and 100 actions.
  expect(JSON.stringify(items).length).toBeLessThan(4_000_000);
  expect(items.length).toBeLessThan(90);
});
