/** The catalogue of events: who tells them, who follows them. */
import type { Declaration } from '../../infra/declarations.ts';
import type { EventDeclaration } from '../../shared/kernel/events.ts';

/** Every event that a use case tells, by name. */
export const eventsOf = (declarations: readonly Declaration[]): EventDeclaration[] =>
  [...new Map(declarations.flatMap(({ contract }) => contract.emits ?? []).map((event) => [event.eventName, event]))
    .values()]
    .toSorted((a, b) => a.eventName.localeCompare(b.eventName, 'en'));

/** The use cases that follow an event. */
export const followersOf = (declarations: readonly Declaration[], { eventName }: EventDeclaration): Declaration[] =>
  declarations.filter(({ contract }) => 'on' in contract && contract.on.some((event) => event.eventName === eventName));

export const eventCatalogueOf = (declarations: readonly Declaration[]): string => {
  const rows = eventsOf(declarations).map((event) => {
    const tellers = declarations.filter(({ contract }) =>
      contract.emits?.some(({ eventName }) => eventName === event.eventName)
    );
    const code = (list: readonly Declaration[]): string => list.map(({ id }) => `\`${id}\``).join('<br>') || '–';
    return `| \`${event.eventName}\` | ${event.version} | ${code(tellers)} | ${
      code(followersOf(declarations, event))
    } | \`${JSON.stringify(event.sample).replaceAll('|', '\\|')}\` |`;
  });
  return [
    '# Events',
    '',
    'Made by `npm run generate`. Every change of an aggregate is told once: the fact is written in the transaction of the change, relayed from',
    "the table's stream to the bus, at least once and possibly out of order. A follower's inbox makes the effect happen once.",
    '',
    '| event | version | told by | followed by | example |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
};
