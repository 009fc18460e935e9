import * as z from 'zod';

/** Marks a field that says something of a person: a name, an address, a phone number, what somebody signs in with. */
export const personal = <S extends z.ZodType>(schema: S): S => schema.meta({ ...schema.meta(), personal: true });

/** Whether a schema holds a personal field anywhere. */
export const holdsPersonal = (schema: z.ZodType): boolean =>
  JSON.stringify(z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' })).includes('"personal":true');
