/** The desks: what waits for a person, who sees to it, by when, and what can be done. */
import { through, type Declaration } from '../../infra/declarations.ts';
import { desks } from '../../shared/desks/declared.ts';
import { longestSnooze } from '../../shared/desks/policy.ts';

const hoursOf = (wait: number): string => `${wait / 3_600_000} h`;

export const desksPage = (declarations: readonly Declaration[]): string => {
  const routes = new Map(declarations.filter(through('endpoint')).map(({ id, contract }) => [id, contract.route]));
  const sections = desks.map(({ deskName, summary, roles, watch, escalate, clock, shows, actions }) => `
## ${deskName}

${summary}

| | |
|---|---|
| Who works at it | ${roles.join(', ')}${watch ? `; ${watch.join(', ')} watches it` : ''} |
| Taken within | ${hoursOf(clock.byDefault.firstAnswer)}; else ${roles[0]} is told |
| Settled within | ${hoursOf(clock.byDefault.resolution)}; else ${escalate} is told |
| Changed by | the rulebook [${clock.rulebookName}](rulebooks.md#${clock.rulebookName}) |
| Shows | ${Object.keys(shows.shape).map((field) => `\`${field}\``).join(', ')} |
| What can be done | ${actions.map((id) => `\`${routes.get(id)}\` (\`${id}\`)`).join('<br>')} |
`);
  return `# Desks

Made by \`npm run generate\` from the desks that the contexts declare. How they work is in [a decision](decisions/desks.md).

Everything that waits for a person waits at a desk. \`GET /operator/v1/waiting\` lists what waits at all desks of one's roles, what has to be settled first coming first;
\`GET /operator/v1/desks\` has their figures; \`GET /operator/v1/desks/{desk}/settled\` what was settled, and by whom. One takes an item, hands it over, notes something on
it, puts it off for up to ${
    longestSnooze / 86_400_000
  } days, or lets go of it, below \`/operator/v1/desks/{desk}/items/{itemId}\`. Whoever watches a desk sees the same when it names the desk, and may note something on an item. To settle it one calls what its desk names; that takes it, and is refused with
\`taken-by-another\` while a colleague has it.
${sections.join('')}`;
};
