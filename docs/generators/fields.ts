/**
 * What the consoles know of an operation without its schema: the fields of what it takes and answers, who may call it, and
 * its summary. So no schema library is in a browser.
 */
import * as z from 'zod';
import { through, type Declaration } from '../../infra/declarations.ts';
import { rulebooks } from '../../shared/rulebooks/known.ts';
import type { EndpointContract } from '../../shared/kernel/doors/contract.ts';
import type { Described, Field, Fields } from '../../web/described.ts';

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly multiline?: boolean;
  readonly personal?: boolean;
  readonly secret?: boolean;
  readonly idOf?: string;
  readonly rate?: boolean;
  readonly range?: string;
  readonly description?: string;
}
type Named = Readonly<Record<string, Schema>>;

/** `web/rulebook-fields.ts`: what each rulebook decides, for its form. Loaded where rules are looked at. */
export const rulebookFieldsOf = (): string =>
  [
    '// Made by `npm run generate` from the schemas of the rulebooks.',
    "import type { Fields } from './described.ts';",
    '',
    'export const rulebookFields: Readonly<Record<string, Fields>> = {',
    ...rulebooks.map((one) => `  '${one.rulebookName}': ${JSON.stringify(fieldsIn(one.schema, 'input'))},`),
    '};',
    '',
  ].join('\n');

type Console = 'merchant' | 'operator';

/** What the consoles' operations are, by their routes in the typed client. */
const describedBy = (declarations: readonly Declaration[], audience: Console): [route: string, Described][] =>
  declarations.filter(through('endpoint')).map(({ contract }) => contract)
    .filter((contract) => contract.audience === audience)
    .map((contract) => [contract.route.replace(' ', ` /${audience}`), describedOf(contract)]);

/** `web/merchant-fields.ts`, `web/operator-fields.ts`: apart, since hardly anybody loads both. */
export const operationFieldsOf = (declarations: readonly Declaration[], audience: Console): string =>
  [
    '// Made by `npm run generate` from the contracts of the endpoints.',
    "import type { Described } from './described.ts';",
    '',
    `export const ${audience}Operations = {`,
    ...describedBy(declarations, audience).map(([route, one]) => `  '${route}': ${JSON.stringify(one)},`),
    '} satisfies Record<string, Described>;',
    '',
  ].join('\n');

/** `web/fields.ts`. */
export const fieldsOf = (declarations: readonly Declaration[]): string => {
  const words: Words = { names: new Set(), choices: new Set() };
  for (const audience of ['merchant', 'operator'] as const) {
    for (const [, { input, answer }] of describedBy(declarations, audience)) {
      collect(input, words);
      collect(answer, words);
    }
  }
  for (const { rulebookName, schema } of rulebooks) {
    words.choices.add(rulebookName);
    collect(fieldsIn(schema, 'input'), words);
  }
  const union = (name: string, members: Set<string>, comment: string): string =>
    `/** ${comment} */\nexport type ${name} =\n${
      [...members].toSorted().map((one) => `  | ${JSON.stringify(one)}\n`).join('')
    };\n`;
  return [
    '// Made by `npm run generate` from the contracts of the endpoints.',
    union('FieldName', words.names, 'Every name of a field.'),
    union('Choice', words.choices, 'Every word of a fixed set: states, kinds, reasons, roles.'),
  ].join('\n');
};

interface Words {
  readonly names: Set<string>;
  readonly choices: Set<string>;
}

/** Every name and word that a person reads. */
const collect = (fields: Fields, words: Words): void => {
  for (const [name, field] of Object.entries(fields)) {
    words.names.add(name);
    collectFrom(field, words);
  }
};
const collectFrom = (field: Field, words: Words): void => {
  if (field.kind === 'choice') { for (const one of field.of) words.choices.add(one); }
  if (field.kind === 'list' || field.kind === 'map') collectFrom(field.of, words);
  if (field.kind === 'group') collect(field.of, words);
  if (field.kind === 'variants') {
    for (const [value, one] of Object.entries(field.of)) {
      words.choices.add(value);
      collect(one, words);
    }
    words.names.add(field.by);
  }
};

/** After a command a page reads anew what it shows, so its answer is described nowhere. */
const describedOf = ({ route, summary, callers, input, answer }: EndpointContract): Described => ({
  summary,
  callers,
  input: fieldsIn(input, 'input'),
  answer: route.startsWith('GET ') ? fieldsIn(answer.schema, 'output') : {},
});

const fieldsIn = (schema: z.ZodType, io: 'input' | 'output'): Fields => {
  const { $defs = {}, ...whole } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Schema & { $defs?: Named };
  const field = fieldOf(whole, $defs);
  if (field.kind === 'group') return field.of;
  // Where the answer is one of several forms, it is a field without a name of its own.
  return field.kind === 'variants' ? { item: field } : {};
};

/** What a schema is to a person who fills it in or reads it. */
const fieldOf = (schema: Schema, named: Named): Field => {
  const { description, personal } = schema;
  const common = { ...(personal && { personal: true as const }), ...(description && { note: description }) };
  return { ...kindOf(schema, named), ...common };
};

const kindOf = (schema: Schema, named: Named): Field => {
  if (schema.$ref) return kindOf(named[schema.$ref.slice('#/$defs/'.length)]!, named);
  const forms = schema.anyOf ?? schema.oneOf;
  if (forms) return oneOf(forms.map((form) => (form.$ref ? named[form.$ref.slice('#/$defs/'.length)]! : form)), named);
  if (schema.enum) {
    // Currencies have names in every language already.
    return schema.enum.every((one) => /^[A-Z]{3}$/.test(one))
      ? { kind: 'currency' }
      : { kind: 'choice', of: schema.enum };
  }
  switch (schema.type) {
    case 'string':
      return textOf(schema);
    case 'integer':
    case 'number':
      return schema.rate ? { kind: 'rate' } : { kind: 'count', ...bounds(schema.minimum, schema.maximum) };
    case 'boolean':
      return { kind: 'switch' };
    case 'array':
      return { kind: 'list', of: fieldOf(schema.items ?? {}, named), ...bounds(schema.minItems, schema.maxItems) };
    case 'object':
      return objectOf(schema, named);
    default:
      return { kind: 'data' };
  }
};

/** Of several forms: nothing or one; one by a field that says which; else what they have in common is that it is a text. */
const oneOf = (forms: readonly Schema[], named: Named): Field => {
  const some = forms.filter((form) => form.type !== 'null' && form.const !== '');
  if (some.length === 1) {
    const nullable = forms.some((form) => form.type === 'null');
    return { ...fieldOf(some[0]!, named), ...(nullable ? { nullable: true as const } : {}) };
  }
  const by = Object.keys(some[0]?.properties ?? {}).find((name) =>
    some.every(({ properties }) => properties?.[name]?.const !== undefined)
  );
  if (by) {
    return {
      kind: 'variants',
      by,
      of: Object.fromEntries(some.map(({ properties = {}, required = [] }) => {
        const { [by]: told, ...rest } = properties;
        return [String(told!.const), group(rest, required, named)];
      })),
    };
  }
  // A picture that is uploaded, or that somebody else shows.
  if (some.some(({ idOf }) => idOf === 'image')) return { kind: 'picture' };
  return some.every(({ type }) => type === 'string') ? { kind: 'text' } : { kind: 'data' };
};

const textOf = (
  { secret, idOf, format, minLength, maxLength, multiline, pattern, const: fixed, range }: Schema,
): Field => {
  const lengths = /^(P\w+) to (P\w+)$/.exec(range ?? '');
  if (lengths) return { kind: 'duration', least: lengths[1]!, most: lengths[2]! };
  if (fixed !== undefined) return { kind: 'choice', of: [String(fixed)] };
  if (secret) return { kind: 'secret' };
  if (idOf) return { kind: 'id', of: idOf };
  if (format === 'uuid') return { kind: 'id', of: 'account' };
  if (format === 'date-time') return { kind: 'instant' };
  if (format === 'date') return { kind: 'day' };
  if (format === 'uri') return { kind: 'link' };
  if (format === 'email') return { kind: 'email' };
  return {
    kind: 'text',
    ...bounds(minLength, maxLength),
    ...(multiline && { multiline: true as const }),
    ...(pattern && { pattern }),
  };
};

const objectOf = (schema: Schema, named: Named): Field => {
  const { properties, required = [], additionalProperties } = schema;
  if (!properties) {
    return typeof additionalProperties === 'object' && additionalProperties.type !== undefined
      ? { kind: 'map', of: fieldOf(additionalProperties, named) }
      : { kind: 'data' };
  }
  const names = Object.keys(properties).toSorted().join();
  if (names === 'amount,currency') {
    const { minimum, maximum } = properties['amount']!;
    return { kind: 'money', ...bounds(minimum, maximum) };
  }
  if (names === 'en,zh' && properties['en']!.type === 'string') {
    const { maxLength, multiline } = properties['en']!;
    return {
      kind: 'local',
      ...bounds(undefined, maxLength),
      ...(multiline && { multiline: true as const }),
      ...(required.length === 2 && { both: true as const }),
    };
  }
  return { kind: 'group', of: group(properties, required, named) };
};

const group = (properties: Named, required: readonly string[], named: Named): Fields =>
  Object.fromEntries(
    Object.entries(properties).map(([name, one]) => {
      const field = fieldOf(one, named);
      return [name, required.includes(name) ? field : { ...field, optional: true as const }];
    }),
  );

/** Those that anybody has set: a whole number has bounds in any case. */
const bounds = (least?: number, most?: number): { least?: number; most?: number } => ({
  ...(least !== undefined && least > -1e15 && { least }),
  ...(most !== undefined && most < 1e15 && { most }),
});
