/**
 * Looks back on what people did with things of their own, and has a stranger try the same. Needs the whole run before
 * it.
 */
import { ulid } from 'ulid';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadDeclarations, through } from '../../infra/declarations.ts';
import type { ProblemBody } from '../../shared/kernel/problems.ts';
import { Refused, type Input } from '../../web/client.ts';
import type { Operations } from '../../web/operations.ts';
import { recordedCalls } from '../support/calls.ts';
import { merchant } from '../support/merchants.ts';
import { key, type Person } from '../support/people.ts';
import { buyer } from '../support/shopping.ts';

/** Calls that are tried again for each route: the last ones, of different people where there are. */
const sample = 3;

const calls = recordedCalls();

/** Of these the path names what is on sale, for whomever; what is done with it is one's own. */
const onSale = /\/favourites\/\{listingId\}$/;

/** The endpoints that name a thing of somebody's in their path. */
const routes = (await loadDeclarations()).filter(through('endpoint'))
  .filter(({ contract: { audience, callers, route } }) =>
    audience !== 'operator' && callers !== 'anyone' && /\{\w+Id\}/.test(route) && !onSale.test(route)
  )
  .map(({ contract: { audience, route } }) =>
    [`${route.split(' ')[0]} /${audience}${route.split(' ')[1]}` as keyof Operations, audience] as const
  );

const latest = (route: string): Record<string, unknown>[] =>
  [...new Map(calls.filter((call) => call.route === route).map((call) => [call.accountId, call.input])).values()].slice(
    -sample,
  );

/** The same request, about things that were never there. */
const elsewhere = (route: string, input: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(input).map((
      [name, value],
    ) => [
      name,
      route.includes(`{${name}}`) && typeof value === 'string' ? value.replace(/[0-9A-Z]{26}$/, ulid()) : value,
    ]),
  );

let strangers: Record<'shop' | 'merchant', Person>;

beforeAll(async () => {
  strangers = { shop: await buyer(), merchant: await merchant() };
});

/** What a stranger is told, without the request's own id. */
const told = async (
  { call }: Person,
  route: keyof Operations,
  input: Record<string, unknown>,
): Promise<Omit<ProblemBody, 'instance'> | 'done'> => {
  try {
    await call(route, input as Input<typeof route>, key());
    return 'done';
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { instance: _, ...problem } = error.problem;
    return problem;
  }
};

describe("somebody else's thing", () => {
  it.each(routes)('%s answers a stranger as if it were not there [IAM-20] [IAM-21]', async (route, audience) => {
    const inputs = latest(route);
    expect(inputs).not.toEqual([]);
    for (const input of inputs) {
      const answer = await told(strangers[audience as 'shop' | 'merchant'], route, input);
      expect(answer).toMatchObject({ status: expect.toBeOneOf([403, 404]) as number });
      expect(answer).toEqual(await told(strangers[audience as 'shop' | 'merchant'], route, elsewhere(route, input)));
    }
  });
});
