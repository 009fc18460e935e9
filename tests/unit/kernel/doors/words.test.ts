import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import { Instant } from '../../../../shared/kernel/values/clock.ts';
import { AccountId, id } from '../../../../shared/kernel/values/ids.ts';
import { Money, Price } from '../../../../shared/kernel/values/money.ts';
import { Problem } from '../../../../shared/kernel/problems.ts';
import { parse } from '../../../../shared/kernel/doors/request.ts';
import { loadDeclarations, through } from '../../../../infra/declarations.ts';

const endpoints = (await loadDeclarations()).filter(through('endpoint'));

const faultsOf = (schema: z.ZodObject, given: object): string[] => {
  try {
    parse(schema, given, true);
    return [];
  } catch (error) {
    return (error as Problem).faults!.map(({ path, message }) => `${path} ${message}`);
  }
};

describe('a fault of the input', () => {
  it.each<[z.ZodType, unknown, string]>([
    [z.string(), undefined, 'is required'],
    [z.int(), undefined, 'is required'],
    [z.enum(['a', 'b']), undefined, 'is required'],
    [Money, undefined, 'is required'],
    [z.union([z.string(), z.int()]), undefined, 'is required'],
    [z.string(), 1, 'must be a text'],
    [z.string(), null, 'must be a text'],
    [z.int(), 'x', 'must be a number'],
    [z.int(), 1.5, 'must be a whole number'],
    [z.boolean(), 'yes', 'must be true or false'],
    [z.array(z.string()), {}, 'must be a list'],
    [Price, 5, 'must be an object'],
    [z.string().min(1), '', 'must not be empty'],
    [z.string().min(3), 'ab', 'must have at least 3 characters'],
    [z.string().max(1), 'ab', 'must have at most 1 character'],
    [z.array(z.int()).max(2), [1, 2, 3], 'must have at most 2 entries'],
    [z.int().min(1), 0, 'must be at least 1'],
    [z.number().positive(), 0, 'must be more than 0'],
    [z.int().max(9), 10, 'must be at most 9'],
    [z.enum(['a', 'b']), 'c', 'must be one of a, b'],
    [z.literal('a'), 'c', 'must be a'],
    [z.email(), 'x', 'must be an e-mail address'],
    [z.e164(), '1', 'must be a phone number like +8613800138000'],
    [z.iso.date(), '22.11.', 'must be a date like 2026-11-22'],
    [Instant, 'now', 'must be a time like 2026-11-22T08:30:00.000Z'],
    [AccountId, 'x', 'must be a UUID'],
    [id('order'), 'x', 'must be an id like ord_…'],
    [z.union([z.string(), z.int()]), [], 'fits none of the forms that it can have'],
    [z.int().multipleOf(5), 7, 'must be a multiple of 5'],
  ])('%# is said in plain words', (schema, given, words) => {
    expect(faultsOf(z.strictObject({ field: schema }), { field: given })).toEqual([`field ${words}`]);
  });

  it("names what is not known, and leaves a schema's own words alone", () => {
    const schema = z.strictObject({ a: z.string().refine(() => false, 'must be something else') });
    expect(faultsOf(schema, { a: 'x', b: 1 })).toEqual(expect.arrayContaining(['b is not known here']));
    expect(faultsOf(schema, { a: 'x' })).toEqual(['a must be something else']);
  });
});

describe('every endpoint', () => {
  it.each(endpoints.map(({ id: name, contract }) => [name, contract.input] as const))(
    "%s says nothing of a validator's inner words",
    (_, input) => {
      const names = Object.keys(input.shape);
      // Not the end of a choice's name: `return-received`.
      const inner = /(?<!-)\b(?:Invalid|expected|received|undefined|Too (?:small|big)|NaN)\b/;
      for (const given of [undefined, null, 7, 'x', [], {}, [{}]]) {
        const faults = faultsOf(input, Object.fromEntries(names.map((name) => [name, given])));
        expect(faults.map((fault) => fault.slice(fault.indexOf(' '))).filter((words) => inner.test(words))).toEqual([]);
      }
      expect(faultsOf(input, {}).filter((fault) => !/ (is required|must |is not|needs|does not)/.test(fault))).toEqual(
        [],
      );
    },
  );
});
