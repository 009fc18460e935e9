import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type * as z from 'zod';
import { operation } from './access.ts';
import type { TypedEndpoint } from './contract.ts';
import { env } from '../env.ts';
import type { Shown } from './renderer.ts';

let client: LambdaClient | undefined;

/**
 * An endpoint that a page asks in the function that it has already, since what it holds in memory is too much to be held by
 * the renderer as well: `apart<typeof search>('search/search-products', 'GET /v1/search', { q: true, … })`. Only the type of
 * its file is named, so none of it is in the renderer.
 * @param takes every field of its input
 */
export const apart = <E extends { readonly contract: TypedEndpoint<z.ZodObject, z.ZodType> }>(
  useCase: string,
  route: string,
  takes: Readonly<Record<keyof z.input<E['contract']['input']>, true>>,
): Shown<E['contract']['answer']['schema']> => {
  const ask = operation(
    `${useCase}.ask`,
    [{ on: 'function', useCase }],
    async (event: object): Promise<APIGatewayProxyStructuredResultV2> => {
      client ??= new LambdaClient({ maxAttempts: 3 });
      const { FunctionError, Payload } = await client.send(
        new InvokeCommand({
          FunctionName: `${env('FUNCTION_PREFIX')}${useCase.replace('/', '-')}`,
          Payload: JSON.stringify(event),
        }),
      );
      const answer = Payload?.transformToString() ?? '';
      if (FunctionError) throw new Error(`${useCase}: ${answer.slice(0, 500)}`);
      return JSON.parse(answer) as APIGatewayProxyStructuredResultV2;
    },
  );
  return { contract: { route, input: { shape: takes }, touches: [ask] }, handler: ask };
};
