import { Problem } from '../kernel/problems.ts';
import type { RulebookDeclaration } from '../kernel/policy/rulebook.ts';
import { rulebooks as declared } from './declared.ts';

/** Every rulebook that there is, by name. */
export const rulebooks: readonly RulebookDeclaration[] = [...declared].toSorted((a, b) =>
  a.rulebookName < b.rulebookName ? -1 : 1
);

/** @throws Problem not-found */
export const rulebookNamed = (name: string): RulebookDeclaration => {
  const found = rulebooks.find(({ rulebookName }) => rulebookName === name);
  if (!found) throw new Problem('not-found');
  return found;
};
