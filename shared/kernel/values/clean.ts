import type * as z from 'zod';
import type { Fault } from '../problems.ts';
import { isSecret } from './secret.ts';
import { isClean } from './text.ts';

/** The parts of a zod definition that lead to nested schemas. */
interface Definition {
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly element?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly options?: readonly z.ZodType[];
}

const isProse = (schema: z.ZodType | undefined): boolean => {
  if (!schema) return false;
  const { innerType, in: first, options = [] } = schema.def as Definition;
  return schema.meta()?.['multiline'] === true || isProse(innerType) || isProse(first) || options.some(isProse);
};

/** The schema of one field or element of what a schema describes, where it says. */
const within = (schema: z.ZodType | undefined, name: string | number): z.ZodType | undefined => {
  if (!schema) return undefined;
  const { innerType, in: first, element, valueType, shape, options = [] } = schema.def as Definition;
  if (typeof name === 'number' && element) return element;
  if (typeof name === 'string' && (shape || valueType)) return shape?.[name] ?? valueType;
  for (const nested of [innerType, first, ...options]) {
    const found = within(nested, name);
    if (found) return found;
  }
  return undefined;
};

/**
 * Every text of the input, keys included, in which there is a control character, half a character or an override of the
 * reading direction, or a line break where its schema is not `prose`. So no field has to think of it.
 */
export const uncleanTexts = (schema: z.ZodType | undefined, value: unknown, path = ''): Fault[] => {
  if (schema && isSecret(schema)) return [];
  if (typeof value === 'string') {
    const prose = isProse(schema);
    if (isClean(value.trim(), prose)) return [];
    const message = prose
      ? 'must not contain control or direction characters'
      : 'must be one line, without control or direction characters';
    return [{ path, message }];
  }
  if (Array.isArray(value)) {
    return value.flatMap((one: unknown, i) => uncleanTexts(within(schema, i), one, `${path}[${i}]`));
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => {
    const at = path ? `${path}.${name}` : name;
    return isClean(name, false)
      ? uncleanTexts(within(schema, name), one, at)
      : [{ path, message: 'has an unknown field' }];
  });
};
