import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, it } from 'vitest';
import { openApiOf } from '../../../docs/generators/openapi.ts';
import { loadDeclarations } from '../../../infra/declarations.ts';

it('the API description is valid OpenAPI 3.1 by an independent validator [PLT-01]', async () => {
  const document = openApiOf(await loadDeclarations());
  const { valid, errors } = await new Validator().validate(document);
  expect(errors ?? []).toEqual([]);
  expect(valid).toBe(true);
});

it('every operation names its context and its version, refuses by a problem, and pages its list by a cursor [PLT-01] [MON-15]', async () => {
  const declarations = await loadDeclarations();
  const { paths } = openApiOf(declarations) as { paths: Record<string, Record<string, Operation>> };
  for (const [path, operations] of Object.entries(paths)) {
    expect(path).toMatch(/^\/(shop|merchant|operator)\/v1\//);
    for (const { operationId, tags, parameters = [], responses } of Object.values(operations)) {
      expect(operationId.split('.')[0]!.toLowerCase()).toBe(tags[0]);
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

interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly { readonly name: string }[];
  readonly responses: Record<string, { readonly $ref: string } | { readonly content: object }>;
}

it('the validator does refuse what is wrong', async () => {
  const { valid } = await new Validator().validate({ openapi: '3.1.0', info: { title: 'No version' }, paths: {} });
  expect(valid).toBe(false);
});
