import * as z from 'zod';
import { sum, type Shelves } from './shelves.ts';

/** As a scanner reads it: `A-01`. */
export type BinCode = z.infer<typeof BinCode>;
export const BinCode = z.string().regex(/^[A-Z0-9]{1,8}(-[A-Z0-9]{1,8}){0,4}$/);

export const ShelvesView = z.object({
  loose: z.int().meta({ description: 'In no bin yet' }),
  picked: z.int().meta({ description: 'At the packing place' }),
  missing: z.int().meta({ description: 'Not found where they ought to lie, and not counted yet' }),
  bins: z.array(z.object({ bin: BinCode, units: z.int() })),
});

export const shelvesView = ({ loose, picked, missing, bins }: Shelves): z.input<typeof ShelvesView> => ({
  loose,
  picked: sum(picked),
  missing,
  bins: Object.entries(bins).map(([bin, units]) => ({ bin, units })).sort((a, b) => a.bin < b.bin ? -1 : 1),
});
