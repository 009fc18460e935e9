import fc from 'fast-check';
import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import { loadDeclarations, through } from '../../../../infra/declarations.ts';
import { uncleanTexts } from '../../../../shared/kernel/values/clean.ts';
import { Problem } from '../../../../shared/kernel/problems.ts';
import { parse } from '../../../../shared/kernel/doors/request.ts';
import { isSecret } from '../../../../shared/kernel/values/secret.ts';
import { line, localText, prose, title } from '../../../../shared/kernel/values/text.ts';

const unsafe = ['\0', '\u0007', '\u001b', '\u007f', '\u0085', '\u202e', '\u2066', '\ufffe', '\ud800'];

describe('texts', () => {
  it.each(unsafe)('of no kind hold %j', (character) => {
    for (const schema of [line(100), title(100), prose(100), localText(100)]) {
      const text = `a${character}b`;
      expect(schema.safeParse(schema instanceof z.ZodObject ? { en: text } : text).success).toBe(false);
    }
  });

  it.each(['\n', '\r\n', '\t', '\u2028', '\u2029'])('of one line have no break %j; prose may', (character) => {
    expect(line(100).safeParse(`a${character}b`).success).toBe(false);
    expect(title(100).safeParse(`a${character}b`).success).toBe(false);
    expect(prose(100).safeParse(`a${character}b`).success).toBe(true);
  });

  it.each(['', '  ', '\u200b', '\u3164', '\u2060\u200d', '---', '…', '\u00ad', '\u115f'])(
    'as a title need something to see, which %j is not',
    (text) => expect(title(100).safeParse(text).success).toBe(false),
  );

  it.each(['A', '锅', 'مرحبا', 'Café №1', '❤ pot', '１', '\u200fשלום', 'x'.repeat(100)])(
    'as a title may be %j',
    (text) => {
      expect(title(100).safeParse(text).success).toBe(true);
    },
  );

  it('are composed and trimmed, and their lines end alike', () => {
    expect(title(4).parse(' Cafe\u0301 ')).toBe('Café');
    expect(prose(10).parse('a\r\nb\rc ')).toBe('a\nb\nc');
  });
});

describe('the input of an endpoint', () => {
  const schema = z.strictObject({
    name: z.string().optional(),
    note: prose(100).optional(),
    texts: localText(10).optional(),
    list: z.array(z.strictObject({ word: z.string() })).optional(),
    free: z.record(z.string(), z.string()).optional(),
  });

  it.each([
    [{ name: 'a\u202eb' }, 'name'],
    [{ name: 'a\nb' }, 'name'],
    [{ note: 'a\0b' }, 'note'],
    [{ texts: { en: 'a\nb' } }, 'texts.en'],
    [{ list: [{ word: 'fine' }, { word: '\u0007x' }] }, 'list[1].word'],
    [{ free: { key: 'a\u2066b' } }, 'free.key'],
    [{ free: { 'a\0b': 'x' } }, 'free'],
  ])('%j is refused at %s, whatever its schema says', (given, path) => {
    expect(() => parse(schema, given, true)).toThrow(
      expect.objectContaining({ code: 'invalid-input', faults: [expect.objectContaining({ path })] }) as Problem,
    );
  });

  it('is taken as it comes when the outside has signed it', () => {
    expect(parse(schema, { name: 'a\u202eb' }, false)).toEqual({ name: 'a\u202eb' });
  });

  it('is refused or free of them, wherever they are put', () => {
    fc.assert(fc.property(fc.jsonValue(), fc.constantFrom(...unsafe), (value, character) => {
      expect(uncleanTexts(undefined, { value, last: [{ deep: `x${character}y` }] })).not.toEqual([]);
    }));
  });
});

/** Every text that an input takes: its path, with a valid place for a value there. */
const textsOf = (schema: z.ZodType, wrap: (value: unknown) => unknown, path: string): [string, unknown][] => {
  if (isSecret(schema)) return [];
  const { innerType, in: first, element, valueType, shape, options } = schema.def as {
    innerType?: z.ZodType;
    in?: z.ZodType;
    element?: z.ZodType;
    valueType?: z.ZodType;
    shape?: Record<string, z.ZodType>;
    options?: z.ZodType[];
  };
  if (schema instanceof z.ZodString) return [[path, wrap('a\u202eb')]];
  if (shape) {
    return Object.entries(shape).flatMap(([name, one]) =>
      textsOf(one, (value) => wrap({ [name]: value }), path ? `${path}.${name}` : name)
    );
  }
  if (element) return textsOf(element, (value) => wrap([value]), `${path}[0]`);
  if (valueType) return textsOf(valueType, (value) => wrap({ key: value }), `${path}.key`);
  return [innerType, first, ...(options ?? [])].flatMap((one) => (one ? textsOf(one, wrap, path) : []));
};

const inputs = (await loadDeclarations()).filter(through('endpoint'))
  .filter(({ contract }) => !contract.problems.includes('signature-invalid'))
  .flatMap(({ id, contract }) =>
    textsOf(contract.input, (value) => value, '').map((text) => [id, ...text, contract] as const)
  );

describe('every text of every input', () => {
  it.each(inputs)('%s refuses an override of direction in %s', (_, path, given, { input }) => {
    expect(uncleanTexts(input, given)).toEqual([{
      path,
      message: expect.stringContaining('direction characters') as string,
    }]);
  });

  it('is looked at: there are many', () => expect(inputs.length).toBeGreaterThan(100));
});
