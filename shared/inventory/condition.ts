import * as z from 'zod';
import type { Figures } from './placement.ts';

/** What somebody who looks at goods says of them. */
export type ConditionChange = z.infer<typeof ConditionChange>;
export const ConditionChange = z.enum(['restock', 'spoil', 'damage', 'discard']);

/** What it means for the figures of their warehouse. Only good units are on hand, and only those can be bought. */
export const conditionChanges: Readonly<Record<ConditionChange, (units: number) => Partial<Figures>>> = {
  restock: (units) => ({ returned: -units, onHand: units }),
  spoil: (units) => ({ returned: -units, damaged: units }),
  damage: (units) => ({ onHand: -units, damaged: units }),
  discard: (units) => ({ damaged: -units }),
};
