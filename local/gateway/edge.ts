/**
 * A shared cache before the APIs, as a CDN is one: it keeps what the contract lets anyone keep (`cache`), for as long as
 * `Cache-Control` says and no moment longer, apart by what `Vary` names. docs/decisions/edge-cache.md.
 */
import CachePolicy from 'http-cache-semantics';
import type { IncomingMessage } from 'node:http';
import type { HttpAnswer } from './http-event.ts';

type Asking = Pick<IncomingMessage, 'method' | 'url' | 'headers'>;
export type Edge = (request: Asking, ask: () => Promise<HttpAnswer>) => Promise<HttpAnswer>;

/** Addresses whose answers are kept; the one that was kept longest ago makes room. */
const most = 10_000;

/** @param now milliseconds since the epoch */
export const createEdge = (now: () => number): Edge => {
  class Policy extends CachePolicy {
    now(): number {
      return now();
    }
  }
  interface Kept {
    readonly policy: CachePolicy;
    readonly answer: HttpAnswer;
  }
  const kept = new Map<string, readonly Kept[]>();
  const underWay = new Map<string, Promise<HttpAnswer>>();

  const keep = (address: string, one: Kept, asked: CachePolicy.Request): void => {
    const others = (kept.get(address) ?? []).filter(({ policy }) => !policy.stale() && !fits(policy, asked));
    kept.delete(address);
    kept.set(address, [...others, one]);
    if (kept.size > most) kept.delete(kept.keys().next().value!);
  };

  return async (request, ask) => {
    if (request.method !== 'GET') return ask();
    // Who asks cannot have the house asked anew.
    const { 'cache-control': _, pragma: __, ...headers } = request.headers;
    const address = request.url!;
    const asked = { method: 'GET', url: address, headers: headers as CachePolicy.Headers };
    const fresh = (): Kept | undefined => kept.get(address)?.find(({ policy }) => fits(policy, asked));

    // Of many who come when the time is up, one asks.
    let found = fresh();
    const waited = !found && kept.has(address) && underWay.get(address);
    if (waited) {
      await waited.catch(() => {});
      found = fresh();
    }
    if (found) {
      const told = found.policy.responseHeaders() as HttpAnswer['headers'];
      const known = told['etag'] !== undefined && told['etag'] === request.headers['if-none-match'];
      return known ? { status: 304, headers: told, body: '' } : { ...found.answer, headers: told };
    }
    const answering = ask().then((answer) => {
      const told = { status: answer.status, headers: answer.headers as CachePolicy.Headers };
      const policy = new Policy(asked, told, { shared: true });
      if (answer.headers['cache-control'] && policy.storable()) keep(address, { policy, answer }, asked);
      return answer;
    });
    underWay.set(address, answering);
    try {
      return await answering;
    } finally {
      if (underWay.get(address) === answering) underWay.delete(address);
    }
  };
};

const fits = (policy: CachePolicy, asked: CachePolicy.Request): boolean => policy.satisfiesWithoutRevalidation(asked);
