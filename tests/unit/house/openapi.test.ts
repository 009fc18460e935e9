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

it('the validator does refuse what is wrong', async () => {
  const { valid } = await new Validator().validate({ openapi: '3.1.0', info: { title: 'No version' }, paths: {} });
  expect(valid).toBe(false);
});
