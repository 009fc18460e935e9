/** The API as OpenAPI 3.1 documents, one for each audience, derived from the endpoints' contracts. */
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { through, type Declaration } from '../../infra/declarations.ts';
import type { CookieDeclaration } from '../../shared/kernel/doors/cookie.ts';
import type { Audience, EndpointContract } from '../../shared/kernel/doors/contract.ts';
import type { ProblemCode } from '../../shared/kernel/problems.ts';
import { problemTable } from '../../shared/kernel/registered.ts';

type Json = Record<string, unknown>;

/**
 * A schema's JSON Schema. Those in it that have an id (`.meta({ id: 'Money' })`) are described once, among `named`.
 * @throws Error when two different ones have the same id
 */
const jsonSchema = (schema: z.ZodType, io: 'input' | 'output', named: Json): Json => {
  const { $schema: _, $defs, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    target: 'draft-2020-12',
  });
  for (const [id, definition] of Object.entries(lifted($defs ?? {}))) {
    if (id in named && !isDeepStrictEqual(named[id], definition)) {
      throw new Error(`Two different schemas have the id ${id}`);
    }
    named[id] = definition;
  }
  return lifted(rest);
};

const lifted = (schema: object): Json =>
  JSON.parse(JSON.stringify(schema).replaceAll('#/$defs/', '#/components/schemas/')) as Json;

/** The names in braces of a route's path. */
export const pathNames = (route: string): string[] => [...route.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);

const written: Readonly<Record<Audience, string>> = {
  shop: 'for buyers and whoever visits',
  merchant: 'for the people of a shop',
  operator: 'for the people of the platform',
};

/** Everything that somebody of this audience may call. */
export const openApiOf = (declarations: readonly Declaration[], audience: Audience): Json => {
  const endpoints = declarations.filter(through('endpoint')).filter(({ contract }) => contract.audience === audience);
  const paths: Record<string, Json> = {};
  const schemas: Json = { Problem: problemSchema };
  for (const { contract, operationId, context } of endpoints) {
    const [method, path] = contract.route.split(' ') as [string, string];
    const full = `/${contract.audience}${path}`;
    paths[full] = { ...paths[full], [method.toLowerCase()]: operationOf(contract, operationId, context, schemas) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: `Jishi, ${audience}`,
      version: '1.0.0',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      description: `An open marketplace, ${
        written[audience]
      }. Of three audiences under one host this is \`/${audience}\`.`,
    },
    servers: [{ url: '/', description: 'This host' }],
    tags: [...new Set(endpoints.map(({ context }) => context))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas,
      responses: refusalsAlone(endpoints.map(({ contract }) => contract)),
    },
  };
};

const operationOf = (contract: EndpointContract, operationId: string, context: string, schemas: Json): Json => {
  const { properties = {}, required = [], ...rest } = jsonSchema(contract.input, 'input', schemas) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  const inPath = pathNames(contract.route);
  const others = Object.keys(properties).filter((name) => !inPath.includes(name));
  const read = /^(GET|DELETE) /.test(contract.route);
  const parameter = (name: string, where: string): Json => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: properties[name],
  });
  const parameters = [
    ...inPath.map((name) => parameter(name, 'path')),
    ...(read ? others.map((name) => parameter(name, 'query')) : []),
    ...(contract.cookie
      ? [{ name: contract.cookie.name, in: 'cookie', required: false, schema: { type: 'string' } }]
      : []),
    ...(contract.idempotent
      ? [{
        name: 'Idempotency-Key',
        in: 'header',
        required: true,
        schema: { type: 'string', minLength: 8, maxLength: 128 },
      }]
      : []),
  ];
  const body = {
    ...rest,
    properties: Object.fromEntries(others.map((name) => [name, properties[name]])),
    required: required.filter((name) => !inPath.includes(name)),
  };
  const answer = jsonSchema(contract.answer.schema, 'output', schemas);
  const empty = [204, 202].includes(contract.answer.status) && Object.keys(answer).length === 0;
  return {
    operationId,
    summary: contract.summary,
    description: contract.callers === 'anyone'
      ? 'Anyone may call this.'
      : `For accounts with one of the roles: ${contract.callers.join(', ')}.`,
    tags: [context],
    security: contract.callers === 'anyone' ? [] : [{ token: [] }],
    ...(parameters.length > 0 && { parameters }),
    ...(!read && others.length > 0
      && { requestBody: { required: body.required.length > 0, content: { 'application/json': { schema: body } } } }),
    responses: {
      [contract.answer.status]: {
        description: 'Done',
        ...(contract.cookie && { headers: { 'Set-Cookie': setCookie(contract.cookie) } }),
        ...(!empty && { content: { 'application/json': { schema: answer } } }),
      },
      ...refusalsOf(contract.problems),
    },
  };
};

const setCookie = ({ name }: CookieDeclaration): Json => ({
  description: `Has the browser keep or forget \`${name}\`, which no script can read`,
  schema: { type: 'string' },
});

/** The problems of an operation, by status. One that stands alone for its status is described once, for all operations. */
const refusalsOf = (codes: readonly ProblemCode[]): Json => {
  const byStatus = Map.groupBy([...codes].toSorted(), (code) => problemTable[code].status);
  return Object.fromEntries([...byStatus].map(([status, some]) => [
    status,
    some.length === 1 ? { $ref: `#/components/responses/${some[0]}` } : refusal(some),
  ]));
};

const refusal = (codes: readonly ProblemCode[]): Json => ({
  description: codes.map((code) => `\`${code}\`: ${problemTable[code].title}.`).join(' '),
  content: {
    'application/problem+json': {
      schema: { allOf: [{ $ref: '#/components/schemas/Problem' }, { properties: { code: { enum: codes } } }] },
    },
    ...(codes.includes('unauthenticated') && { 'application/json': { schema: gatewayRefusal } }),
  },
});

const gatewayRefusal: Json = {
  description: 'Without a valid token the API gateway refuses by itself, and says no more than this.',
  type: 'object',
  required: ['message'],
  properties: { message: { const: 'Unauthorized' } },
};

/** Those that `refusalsOf` refers to. */
const refusalsAlone = (contracts: readonly EndpointContract[]): Json => {
  const alone = contracts.flatMap(({ problems }) =>
    [...Map.groupBy(problems, (code) => problemTable[code].status).values()].flatMap((some) =>
      some.length === 1 ? some : []
    )
  );
  return Object.fromEntries([...new Set(alone)].toSorted().map((code) => [code, refusal([code])]));
};

const problemSchema: Json = {
  type: 'object',
  description: 'A refusal (RFC 9457). `code` is stable.',
  required: ['type', 'title', 'status', 'code', 'instance'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
    faults: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
    see: { type: 'string', description: 'The id of what to look at instead of what is `gone`' },
    instance: { type: 'string', description: "The request's id, for support" },
  },
};
