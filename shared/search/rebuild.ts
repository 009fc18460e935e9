import * as z from 'zod';
import { Instant } from '../kernel/values/clock.ts';

/** An order to write the index anew. */
export const RebuildOrder = z.strictObject({ orderedAt: Instant });

/** Two files take turns, so that nothing piles up and whoever reads one is not interrupted. */
export const otherPath = (path: string | undefined): string => (path === 'goods-a.db' ? 'goods-b.db' : 'goods-a.db');
