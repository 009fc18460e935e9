import * as z from 'zod';

/** A field that two values differ in. What is not there on one side is left out. */
export type Difference = z.infer<typeof Difference>;
export const Difference = z.object({
  /** `payWithin`, `steps[1].after` */
  field: z.string(),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
});

/** What differs between two values of JSON, field by field, in the order of the fields. */
export const differences = (before: unknown, after: unknown, field = ''): Difference[] => {
  if (isParted(before) && isParted(after) && Array.isArray(before) === Array.isArray(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    const nameOf = (name: string): string =>
      Array.isArray(before) ? `${field}[${name}]` : field ? `${field}.${name}` : name;
    return names.flatMap((name) => differences(before[name], after[name], nameOf(name)));
  }
  return before === after
    ? []
    : [{ field, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }];
};

const isParted = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
