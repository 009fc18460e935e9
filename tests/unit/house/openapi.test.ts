import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, it } from 'vitest';
import { openApiOf } from '../../../docs/generators/openapi.ts';
import { loadDeclarations, through } from '../../../infra/declarations.ts';
import { Audience } from '../../../shared/kernel/doors/contract.ts';

const declarations = await loadDeclarations();

it.each(Audience.options)(
  'the API description for the audience %s is valid OpenAPI 3.1 by an independent validator [PLT-01]',
  async (audience) => {
    const document = openApiOf(declarations, audience);
    const { valid, errors } = await new Validator().validate(document);
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  },
);

it('every operation names its context and its version, refuses by a problem, and pages its list by a cursor [PLT-01] [MON-15]', () => {
  const paths = Audience.options.flatMap((audience) =>
    Object.entries((openApiOf(declarations, audience) as unknown as Described).paths)
      .map(([path, operations]) => ({ audience, path, operations }))
  );
  expect(paths.length).toBeGreaterThan(100);
  for (const { audience, path, operations } of paths) {
    expect(path).toMatch(new RegExp(`^/${audience}/v1/`));
    for (const { operationId, tags, parameters = [], responses } of Object.values(operations)) {
      expect(operationId.split('.')[0]!.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)).toBe(tags[0]);
      const refusals = Object.entries(responses).filter(([status]) => status >= '400');
      expect(refusals, operationId).not.toEqual([]);
      for (const [, refusal] of refusals) {
        expect('$ref' in refusal || 'application/problem+json' in refusal.content, operationId).toBe(true);
      }
      const asked = parameters.map(({ name }) => name);
      expect(asked.includes('limit'), operationId).toBe(asked.includes('cursor'));
    }
  }
});

interface Described {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly responses: object; readonly schemas: object };
}

interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly { readonly name: string }[];
  readonly responses: Record<string, { readonly $ref: string } | { readonly content: object }>;
}

it('describes what an audience refers to, each endpoint for one audience, and nothing else', () => {
  const described = Audience.options.map((audience) => openApiOf(declarations, audience) as unknown as Described);
  expect(described.flatMap(({ paths }) => Object.values(paths).flatMap(Object.values)).length)
    .toBe(declarations.filter(through('endpoint')).length);
  for (const { components: { responses, schemas }, ...rest } of described) {
    const text = JSON.stringify({ ...rest, responses, schemas });
    const referred = new Set(
      [...text.matchAll(/#\/components\/(?:responses|schemas)\/([\w-]+)/g)].map(([, name]) => name!),
    );
    expect(new Set([...Object.keys(responses), ...Object.keys(schemas)])).toEqual(referred);
  }
});

it('the validator does refuse what is wrong', async () => {
  const { valid } = await new Validator().validate({ openapi: '3.1.0', info: { title: 'No version' }, paths: {} });
  expect(valid).toBe(false);
});
