import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import type * as z from 'zod';
import type { EndpointContract, RendererContract } from './contract.ts';
import { log } from '../log.ts';
import { publish } from '../metrics.ts';
import type { ProblemBody } from '../problems.ts';
import { runner, type Handler } from './run.ts';
import type { Locale } from '../values/text.ts';

type Event = APIGatewayProxyEventV2;
type Result = APIGatewayProxyStructuredResultV2;

/** An endpoint as its file exports it, or one that is asked `apart`. Only what anyone may call can be shown on a page. */
export interface Shown<A extends z.ZodType = z.ZodType> {
  readonly contract: Pick<EndpointContract, 'route' | 'touches'> & {
    readonly input: { readonly shape: Readonly<Record<string, unknown>> };
    /** Of what is asked apart, its type alone is known here. */
    readonly answer?: { readonly schema: A };
  };
  readonly handler: Handler<never, Result>;
}

/** What an endpoint said: its answer, or the problem. */
export type Said = { readonly answer: unknown } | { readonly problem: ProblemBody };

/** A page's request, whatever came before it. */
export interface PageRequest {
  /** Decoded, from the first slash. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly acceptLanguage: string | undefined;
  /** Asks an endpoint as the visitor would: within his limits, with what he may see. */
  readonly ask: (shown: Shown, input: Readonly<Record<string, string>>, locale: Locale) => Promise<Said>;
}

export interface PageAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Spec {
  readonly summary: string;
  /** Every endpoint that a page shows: what they touch, and no more, the renderer's role may read. */
  readonly shows: readonly Shown[];
  /** Never throws but for what nobody has foreseen. */
  readonly render: (request: PageRequest) => Promise<PageAnswer>;
  /** What is sent when rendering has failed itself. */
  readonly failed: PageAnswer;
}

/**
 * One function for all public pages. It calls the endpoints' handlers in its own process, but for those that are asked
 * `apart`: a page sees what every client of the API sees, without a second function to wait for.
 */
export const renderer = (
  { summary, shows, render, failed }: Spec,
): { contract: RendererContract; handler: Handler<Event, Result> } => {
  const touches = [...new Map(shows.flatMap(({ contract }) => contract.touches).map((one) => [one.access.name, one]))
    .values()];
  const contract: RendererContract = { door: 'renderer', summary, touches, memory: 1024 };
  const run = runner(contract);
  const handler = async (event: Event, context: Context): Promise<Result> => {
    const requestId = event.requestContext.requestId;
    const { status: statusCode, headers, body } = await run(
      { causationId: requestId, correlationId: requestId },
      () =>
        render({
          path: event.rawPath,
          query: event.queryStringParameters as Record<string, string> | undefined ?? {},
          acceptLanguage: event.headers['accept-language'],
          ask: (shown, input, locale) => asked(shown, input, locale, event, context),
        }).catch((error: unknown) => {
          log.error('unexpected-error', error as Error);
          publish('unexpectedErrors', 1);
          return failed;
        }),
    );
    return { statusCode, headers: { ...headers, 'x-request-id': requestId }, body };
  };
  return { contract, handler };
};

/** The answer of an endpoint to the visitor of a page. */
const asked = async (
  { contract, handler }: Shown,
  input: Readonly<Record<string, string>>,
  locale: Locale,
  { headers, requestContext }: Event,
  context: Context,
): Promise<Said> => {
  const [method, path] = contract.route.split(' ') as [string, string];
  const inPath = new Set(Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => name!));
  const fields = Object.entries(input).filter(([name]) => name in contract.input.shape);
  const event = {
    version: '2.0',
    routeKey: contract.route,
    headers: { ...headers, 'accept-language': locale, 'if-none-match': undefined },
    requestContext: { ...requestContext, http: { ...requestContext.http, method } },
    pathParameters: Object.fromEntries(fields.filter(([name]) => inPath.has(name))),
    queryStringParameters: Object.fromEntries(fields.filter(([name]) => !inPath.has(name))),
    isBase64Encoded: false,
  };
  const { statusCode = 200, body = 'null' } = await handler(event as never, context);
  const said: unknown = JSON.parse(body);
  return statusCode < 400 ? { answer: said } : { problem: said as ProblemBody };
};
