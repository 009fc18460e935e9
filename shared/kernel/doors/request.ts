import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import { uncleanTexts } from '../values/clean.ts';
import { Problem } from '../problems.ts';
import { wordsFor } from './words.ts';

type Event = Pick<APIGatewayProxyEventV2, 'body' | 'isBase64Encoded' | 'pathParameters' | 'queryStringParameters'>;

/** The body as text. @throws Problem body-too-large over `maxBody` bytes */
export const bodyOf = ({ body = '', isBase64Encoded }: Event, maxBody: number): string => {
  const text = isBase64Encoded ? Buffer.from(body, 'base64').toString() : body;
  if (Buffer.byteLength(text) > maxBody) throw new Problem('body-too-large', `At the most ${maxBody} bytes`);
  return text;
};

/**
 * A notice from outside that was signed: its path, and whatever the body is. What is no JSON object is named
 * so, for a person to read. So nothing that is signed is sent back for its form.
 */
export const gatherSigned = (event: Event, body: string): Record<string, unknown> => {
  let content: unknown = body;
  try {
    content = JSON.parse(body);
  } catch {
    // It stays the text that it is.
  }
  const named = typeof content === 'object' && content !== null && !Array.isArray(content)
    ? content
    : { 'no JSON object': content };
  return { ...named, ...event.pathParameters };
};

/**
 * Path, query and body as one object. A query on a command, or a path's name in the body, is an unknown field.
 * @throws Problem invalid-input with the path of each fault
 */
export const gather = (event: Event, body: string, route: string): Record<string, unknown> => {
  const path = event.pathParameters ?? {};
  const query = event.queryStringParameters ?? {};
  if (/^(GET|DELETE) /.test(route)) return { ...query, ...path };
  let content: unknown = {};
  if (body !== '') {
    try {
      content = JSON.parse(body);
    } catch {
      throw new Problem('invalid-input', 'The body is not JSON', [{ path: '', message: 'must be JSON' }]);
    }
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw new Problem('invalid-input', 'The body is not an object', [{ path: '', message: 'must be an object' }]);
  }
  const twice = Object.keys(content).filter((name) => name in path);
  const unknown = [...twice, ...Object.keys(query)];
  if (unknown.length) {
    throw new Problem('invalid-input', undefined, unknown.map((path) => ({ path, message: 'does not belong here' })));
  }
  return { ...content, ...path };
};

/**
 * The input by its schema.
 * @param byPeople whether its texts must be clean: what the outside has signed is taken as it comes
 * @throws Problem invalid-input with the path of each fault
 */
export const parse = (schema: z.ZodObject, given: unknown, byPeople: boolean): Record<string, unknown> => {
  const unclean = byPeople ? uncleanTexts(schema, given) : [];
  if (unclean.length > 0) throw new Problem('invalid-input', undefined, unclean);
  const result = schema.safeParse(given, { error: wordsFor });
  if (result.success) return result.data;
  throw new Problem(
    'invalid-input',
    undefined,
    result.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => ({ path: pathOf([...issue.path, key]), message: 'is not known here' }))
        : [{ path: pathOf(issue.path), message: issue.message }]
    ),
  );
};

/** `lines[0].quantity` */
const pathOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text ? `${text}.${String(part)}` : String(part)),
    '',
  );
