import * as z from 'zod';
import { Problem, type Fault } from '../kernel/problems.ts';
import { localText, line } from '../kernel/values/text.ts';

/** What listings of a category tell of their goods: one entry of the category's template. */
export type Attribute = z.infer<typeof Attribute>;
export const Attribute = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be kebab-case'),
  name: localText(60),
  type: z.enum(['text', 'number', 'boolean', 'choice']),
  required: z.boolean(),
  /** What can be chosen, for `choice`. */
  options: z.array(z.strictObject({ value: line(40), name: localText(60) })).max(200)
    .optional(),
}).refine(
  ({ type, options }) => (type === 'choice') === (options !== undefined && options.length > 0),
  'options go with choice, and only there',
);

export const AttributeTemplate = z.array(Attribute).max(50)
  .refine((all) => new Set(all.map(({ key }) => key)).size === all.length, 'has a key twice');

/** The table keeps 38 digits and no number nearer to zero than 1e-130; goods are measured more coarsely. */
const AttributeNumber = z.number().min(-1e12).max(1e12)
  .refine((number) => number === 0 || Math.abs(number) >= 1e-9, 'is too near to zero');

export type AttributeValues = z.infer<typeof AttributeValues>;
export const AttributeValues = z.record(
  z.string().max(40),
  z.union([line(500), AttributeNumber, z.boolean()]),
).refine((values) => Object.keys(values).length <= 50, 'has more than 50 entries');

/**
 * Checks a listing's attributes against its category's template.
 * @param complete whether the required ones must be there: a draft may lack them
 * @throws Problem attribute-invalid with the path of each fault
 */
export const checkAttributes = (template: readonly Attribute[], values: AttributeValues, complete: boolean): void => {
  const faults = attributeFaults(template, values, complete);
  if (faults.length) throw new Problem('attribute-invalid', undefined, faults);
};

/** Where a listing's attributes do not fit its category's template. */
export const attributeFaults = (
  template: readonly Attribute[],
  values: AttributeValues,
  complete: boolean,
): Fault[] => {
  const known = new Map(template.map((attribute) => [attribute.key, attribute]));
  const faults: Fault[] = Object.entries(values).flatMap(([key, value]) => {
    const attribute = known.get(key);
    if (!attribute) return [{ path: `attributes.${key}`, message: 'is not in the template of the category' }];
    return fits(attribute, value)
      ? []
      : [{ path: `attributes.${key}`, message: `must be a ${attribute.type} of the template` }];
  });
  const missing = template.filter(({ key, required }) => complete && required && !Object.hasOwn(values, key));
  return [...faults, ...missing.map(({ key }) => ({ path: `attributes.${key}`, message: 'is required' }))];
};

const fits = ({ type, options = [] }: Attribute, value: AttributeValues[string]): boolean => {
  if (type === 'choice') return options.some((option) => option.value === value);
  return typeof value === (type === 'text' ? 'string' : type);
};
