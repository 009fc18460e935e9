/** The catalogue of rulebooks: what each decides, and what holds as long as nothing else is decided. */
import type { Declaration } from '../../infra/declarations.ts';
import { namesOf } from '../../shared/kernel/doors/access.ts';
import { keptFor, notice, type RulebookDeclaration } from '../../shared/kernel/policy/rulebook.ts';
import { rulebooks } from '../../shared/rulebooks/known.ts';
import { approvalWindow } from '../../shared/rulebooks/policy.ts';
import { fieldsOf } from '../../shared/rulebooks/views.ts';

/** The use cases that go by a rulebook. */
export const usersOf = (
  declarations: readonly Declaration[],
  { rulebookName }: RulebookDeclaration,
): Declaration[] =>
  declarations.filter(({ contract }) =>
    contract.touches.flatMap(namesOf).some((name) =>
      name === `${rulebookName}.current` || name === `${rulebookName}.versions`
    )
  );

const section = (declarations: readonly Declaration[], rulebook: RulebookDeclaration): string => {
  const { rulebookName, summary, initial, propose, approve } = rulebook;
  const rows = fieldsOf(rulebook).map(({ field, decides, range = '' }) =>
    `| \`${field}\` | ${decides} | \`${JSON.stringify(initial[field])}\` | ${range} |`
  );
  return `## ${rulebookName}

${summary} Proposed by ${propose.join(' or ')}${
    approve ? `, approved by another ${approve.join(' or ')}` : ''
  }. Read by ${usersOf(declarations, rulebook).map(({ id }) => `\`${id}\``).join(', ')}.

| Field | Decides | Default | Range |
|---|---|---|---|
${rows.join('\n')}
`;
};

export const rulebookCatalogueOf = (declarations: readonly Declaration[]): string =>
  `# Rulebooks

Made by \`npm run generate\` from \`shared/*/rulebooks.ts\`. Policy that an operator may change without a release: declared by the context that
goes by it, decided by people, effective-dated, and frozen by its version on what it decides. [Why, and what stays in the code](decisions/rulebooks.md).

Lengths of time are written as in ISO 8601, in days, hours and minutes: \`P2D\`, \`PT36H\`, \`PT30M\`. A version begins ${
    notice / 60_000
  } minutes after it was
decided, at the earliest, since what was read may be kept for ${
    keptFor / 1000
  } seconds: so all go by the same version at any moment. A proposal that nobody
approves lapses after ${approvalWindow / 86_400_000} days, or when it can no longer begin at its time.

${rulebooks.map((rulebook) => section(declarations, rulebook)).join('\n')}`;
