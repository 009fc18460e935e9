import type * as z from 'zod';

type Issue = Parameters<z.core.$ZodErrorMap>[0];

/**
 * What a fault of the input is called, in words that follow the name of the field: `quantity: must be at least 1`. A
 * schema that says its own goes before. Nothing for kinds that have no words here: then zod's own stand.
 */
export const wordsFor = (issue: Issue): string | undefined => {
  if (issue.input === undefined) return 'is required';
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${types[issue.expected] ?? `of type ${issue.expected}`}`;
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return bound(issue.origin, Number(issue.minimum), issue.inclusive === false ? 'more than' : 'at least');
    case 'too_big':
      return bound(issue.origin, Number(issue.maximum), issue.inclusive === false ? 'less than' : 'at most');
    case 'invalid_format':
      return `must be ${formats[issue.format] ?? 'written in another form'}`;
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    case 'invalid_union':
      return 'fits none of the forms that it can have';
    default:
      return undefined;
  }
};

const types: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

const formats: Readonly<Record<string, string>> = {
  email: 'an e-mail address',
  url: 'an address like https://example.com',
  uuid: 'a UUID',
  guid: 'a UUID',
  e164: 'a phone number like +8613800138000',
  date: 'a date like 2026-11-22',
  datetime: 'a time like 2026-11-22T08:30:00.000Z',
};

/** What is counted of a kind of value; nothing of a number, which is compared itself. */
const units: Readonly<Record<string, readonly [one: string, many: string]>> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
  set: ['entry', 'entries'],
};

const bound = (origin: string, limit: number, how: string): string => {
  const unit = units[origin];
  if (!unit) return `must be ${how} ${limit}`;
  return how === 'at least' && limit === 1
    ? 'must not be empty'
    : `must have ${how} ${limit} ${unit[limit === 1 ? 0 : 1]}`;
};
