import * as announcements from '../announcements/rulebooks.ts';
import * as catalogue from '../catalogue/rulebooks.ts';
import * as desks from '../desks/rulebooks.ts';
import { Problem } from '../kernel/problems.ts';
import type { RulebookDeclaration } from '../kernel/rulebook.ts';
import * as ledger from '../ledger/rulebooks.ts';
import * as logistics from '../logistics/rulebooks.ts';
import * as merchants from '../merchants/rulebooks.ts';
import * as ordering from '../ordering/rulebooks.ts';
import * as payments from '../payments/rulebooks.ts';
import * as settlement from '../settlement/rulebooks.ts';

/** Every rulebook that there is, by name. A test names the context that is missing here. */
export const rulebooks: readonly RulebookDeclaration[] = [
  announcements,
  catalogue,
  desks,
  ledger,
  logistics,
  merchants,
  ordering,
  payments,
  settlement,
]
  .flatMap((context): RulebookDeclaration[] =>
    Object.values<RulebookDeclaration | readonly RulebookDeclaration[]>(context).flat()
  )
  .toSorted((a, b) => (a.rulebookName < b.rulebookName ? -1 : 1));

/** @throws Problem not-found */
export const rulebookNamed = (name: string): RulebookDeclaration => {
  const found = rulebooks.find(({ rulebookName }) => rulebookName === name);
  if (!found) throw new Problem('not-found');
  return found;
};
