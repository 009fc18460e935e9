import type * as z from 'zod';

/** Marks a field whose value must not be seen again: a password, a one-time code, a token. */
export const secret = <S extends z.ZodType>(schema: S): S =>
  schema.meta({ secret: true, writeOnly: true, format: 'password' });

export const isSecret = (schema: z.core.$ZodType): boolean => (schema as z.ZodType).meta()?.['secret'] === true;

/** A copy of a value in which something else stands for every field that its schema marks as secret. */
export const redact = (schema: z.ZodType, value: unknown, hidden: (value: unknown) => string = () => '…'): unknown => {
  if (isSecret(schema)) return hidden(value);
  const { type, innerType, element, shape } = schema.def as Definition;
  if (innerType) return redact(innerType, value, hidden);
  if (type === 'array' && element && Array.isArray(value)) return value.map((one) => redact(element, one, hidden));
  if (type !== 'object' || !shape || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, shape[name] ? redact(shape[name], one, hidden) : one]),
  );
};

/** The parts of a zod definition that lead to nested schemas. */
interface Definition {
  type: string;
  innerType?: z.ZodType;
  element?: z.ZodType;
  shape?: Record<string, z.ZodType>;
}
