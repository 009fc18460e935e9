/** What consoles know of an operation is what its contract says. */
import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import { loadDeclarations, through } from '../../../infra/declarations.ts';
import type { Described, Field } from '../../../web/described.ts';
import { merchantOperations } from '../../../web/merchant-fields.ts';
import { operatorOperations } from '../../../web/operator-fields.ts';

const described: Record<string, Described> = { ...merchantOperations, ...operatorOperations };
const endpoints = (await loadDeclarations()).filter(through('endpoint')).flatMap(({ contract }) => {
  const [method, path] = contract.route.split(' ');
  return contract.audience === 'shop' ? [] : [[`${method} /${contract.audience}${path}`, contract] as const];
});

/** What a schema asks beyond what a field can say: the server says so, at the field. */
const asksMore = ['GET /operator/v1/accounts login', 'POST /operator/v1/ledger/corrections postings'];

/** A value that a person could have entered. */
const sampleOf = (field: Field): unknown => {
  switch (field.kind) {
    case 'text':
      return field.pattern ? undefined : 'ab'.padEnd(field.least ?? 0, 'x').slice(0, field.most);
    case 'choice':
      return field.of[0];
    case 'money':
      return { amount: field.least ?? 0, currency: 'EUR' };
    case 'count':
      return field.least ?? field.most ?? 0;
    case 'rate':
      return 500;
    case 'switch':
      return true;
    case 'local':
      return { en: 'ab', zh: 'ab' };
    case 'instant':
      return '2026-11-29T09:00:00.000Z';
    case 'day':
      return '2026-11-29';
    case 'email':
      return 'ann@example.com';
    case 'currency':
      return 'EUR';
    case 'list': {
      const one = sampleOf(field.of);
      return one === undefined ? undefined : Array.from({ length: Math.max(field.least ?? 1, 1) }, () => one);
    }
    case 'group': {
      const parts = Object.entries(field.of).map(([name, part]) => [name, sampleOf(part), part.optional] as const);
      return parts.some(([, value, optional]) => value === undefined && !optional)
        ? undefined
        : Object.fromEntries(parts.filter(([, value]) => value !== undefined).map(([name, value]) => [name, value]));
    }
    default:
      return undefined;
  }
};

describe('each operation of the consoles', () => {
  it.each(endpoints)('%s is described with its fields, those that it needs, and its callers', (route, contract) => {
    const { input, callers } = described[route]!;
    expect(callers).toEqual(contract.callers);
    const needed = Object.entries(contract.input.shape).filter(([, schema]) =>
      !(schema as z.ZodType).safeParse(undefined).success
    );
    expect(Object.keys(input).toSorted()).toEqual(Object.keys(contract.input.shape).toSorted());
    expect(Object.entries(input).filter(([, field]) => !field.optional).map(([name]) => name).toSorted()).toEqual(
      needed.map(([name]) => name).toSorted(),
    );
  });

  it.each(endpoints)('%s takes what its fields would have a person enter', (route, contract) => {
    for (const [name, field] of Object.entries(described[route]!.input)) {
      const value = sampleOf(field);
      if (value === undefined || asksMore.includes(`${route} ${name}`)) continue;
      const result = (contract.input.shape[name] as z.ZodType).safeParse(value);
      expect(result.success, `${name}: ${JSON.stringify(value)} ${result.error?.message ?? ''}`).toBe(true);
    }
  });
});
