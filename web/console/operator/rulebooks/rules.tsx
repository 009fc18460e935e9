/** Values of a rulebook, rule by rule. */
import type { Field } from '../../../described.ts';
import { rulebookFields } from '../../../rulebook-fields.ts';
import type { Answer } from '../../kit/operations.ts';
import { Shown } from '../../kit/show.tsx';
import { Part, Table } from '../../kit/table.tsx';
import { useWords, type Words } from '../../kit/words.tsx';

export const rulesOf = (rulebook: string) => rulebookFields[rulebook] ?? {};

type Book = Answer<'GET /operator/v1/rulebooks/{rulebook}'>;

/** What is in force, what will be, and what holds by default. */
export const Rules = ({ rulebook, current, scheduled, default: byDefault, fields }: Book) => {
  const words = useWords();
  const rules = words.kit.rules;
  const valued = (key: string, title: string, value: Book['default']) => ({
    key,
    title,
    cell: ({ field }: Book['fields'][number]) => (
      <Shown name={field} field={rulesOf(rulebook)[field] ?? unknown} value={value[field]} />
    ),
  });
  return (
    <Part title={words.choice(rulebook)}>
      <Table
        label={words.choice(rulebook)}
        empty={words.kit.empty}
        rows={fields}
        columns={[
          { key: 'rule', title: rules.field, cell: ({ field }) => words.field(field) },
          valued('now', rules.now, current.value),
          ...scheduled.map(({ version, from, value }) =>
            valued(`next-${version}`, from ? words.time(from) : rules.next, value)
          ),
          valued('default', rules.byDefault, byDefault),
          {
            key: 'bounds',
            title: rules.bounds,
            cell: ({ field, range }) => boundsOf(rulesOf(rulebook)[field], words) ?? range,
          },
        ]}
      />
    </Part>
  );
};

const unknown: Field = { kind: 'data' };

const boundsOf = (field: Field | undefined, words: Words): string | undefined => {
  if (field?.kind === 'duration') return `${words.lasting(field.least)} – ${words.lasting(field.most)}`;
  if (field?.kind !== 'count' || field.least === undefined || field.most === undefined) return undefined;
  return `${words.count(field.least)} – ${words.count(field.most)}`;
};
