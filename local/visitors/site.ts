/**
 * The platform as somebody outside sees it: addresses, and requests that are counted and repeated as a good client
 * does.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { Refused } from '../../web/client.ts';
import type { ProblemCode } from '../../shared/kernel/problems.ts';

/** Where the platform runs. */
export interface Site {
  /** The host of the three APIs. */
  readonly api: string;
  /** The local cloud's own door: clock, inbox, quiet, admin. */
  readonly control: string;
  /** HTTP requests sent so far, to the platform and to the programs around it. */
  readonly sent: { count: number };
}

export const siteAt = (api: string, control: string): Site => ({ api, control, sent: { count: 0 } });

const attempts = 6;
const momentary: readonly ProblemCode[] = ['conflict', 'request-in-progress', 'unavailable'];

/** Sends a request; what failed for the moment only is sent again, so it must be one that can be repeated. */
export const send = async <R>(site: Site, request: () => Promise<R>): Promise<R> => {
  for (let attempt = 1;; attempt += 1) {
    site.sent.count += 1;
    try {
      return await request();
    } catch (error) {
      const passes = error instanceof Refused ? momentary.includes(error.problem.code) : error instanceof TypeError;
      if (!passes || attempt === attempts) throw error;
      await pause(25 * 2 ** attempt);
    }
  }
};

/** Calls a program that is no API of the platform. @throws Error with what it answered, if that is no success */
export const ask = <R>(site: Site, method: 'GET' | 'POST', url: string, body?: object): Promise<R> =>
  send(site, async () => {
    const answer = await fetch(url, {
      method,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${text}`);
    return JSON.parse(text) as R;
  });

/** With it a request says from which address it comes: see `playedFrom`. */
export const visitorKeyOf = async (site: Site): Promise<string> =>
  (await ask<{ key: string }>(site, 'GET', `${site.control}/visitor-key`)).key;

/**
 * Tries again for at most a minute while the platform refuses with one of these codes, because what has to come before
 * is still under way.
 * @throws Refused with what it said last
 */
export const eventually = async <R>(request: () => Promise<R>, ...codes: readonly ProblemCode[]): Promise<R> => {
  const deadline = performance.now() + 60_000;
  for (let wait = 50;; wait = Math.min(wait * 1.5, 1000)) {
    try {
      return await request();
    } catch (error) {
      if (!(error instanceof Refused) || !codes.includes(error.problem.code) || performance.now() > deadline) {
        throw error;
      }
      await pause(wait);
    }
  }
};

/** Asks again for at most a minute until there is an answer. @throws Error that says what was waited for */
export const until = async <R>(what: string, look: () => Promise<R | undefined>): Promise<R> => {
  const deadline = performance.now() + 60_000;
  for (let wait = 50;; wait = Math.min(wait * 1.5, 1000)) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > deadline) throw new Error(`Waited a minute in vain for ${what}`);
    await pause(wait);
  }
};
