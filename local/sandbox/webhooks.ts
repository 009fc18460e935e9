import { createHmac } from 'node:crypto';
import * as http from 'node:http';
import * as https from 'node:https';
import type { SandboxClock } from './clock.ts';
import type { Faults } from './faults.ts';
import type { Journal } from './journal.ts';

/** A notice to the platform. Those of one subject are first tried in their order; `tags` are what a fault may match. */
export type Notice = {
  id: string;
  url: string;
  subject: string;
  tags: string[];
  body: unknown;
  /** Signs it in place of the program's own secret. */
  secret?: string;
  /** How it is signed: as Stripe does, unless said. */
  scheme?: 'easypost';
};

/** How often a notice is tried, and the wait before the second attempt, which doubles up to `longestMs`. */
export type Retry = { attempts: number; firstMs: number; longestMs: number };

export type WebhookTally = {
  pending: number;
  delivered: number;
  dropped: number;
  abandoned: number;
  failedAttempts: number;
};

export type Webhooks = {
  /** Takes charge of a notice: it is tried until an answer of 2xx, and survives a restart until then. */
  send(notice: Notice): void;
  tally(): WebhookTally;
  /** Forgets what is not delivered yet. */
  clear(): void;
  stop(): void;
};

/** EasyPost's: the HMAC-SHA256 of the body alone. */
const signEasypost = (secret: string, body: string): string =>
  `hmac-sha256-hex=${createHmac('sha256', secret.normalize('NFKD')).update(body).digest('hex')}`;

export const signatureHeader = 'jishi-sandbox-signature';
const defaultRetry: Retry = { attempts: 16, firstMs: 200, longestMs: 15_000 };
const attemptTimeoutMs = 10_000;
const defaultDelayMs = 500;
const longestHoldMs = 1_000;

/** Stripe's scheme: the HMAC-SHA256 of `<unix seconds>.<body>` in hex, with the seconds beside it. */
export const sign = (secret: string, seconds: number, body: string): string =>
  `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;

/** Delivers signed notices over HTTP, at least once, with a bounded number of attempts; each attempt is signed anew. */
export const startWebhooks = (parts: {
  secret: string;
  clock: SandboxClock;
  journal: Journal;
  faults: Faults;
  retry?: Partial<Retry> | undefined;
}): Webhooks => {
  const { secret, clock, faults } = parts;
  const retry = { ...defaultRetry, ...parts.retry };
  const pending = parts.journal.collection<Notice>('notices');
  const post = createPoster();
  const tally = { delivered: 0, dropped: 0, abandoned: 0, failedAttempts: 0 };
  const timers = new Set<NodeJS.Timeout>();
  const lastOf = new Map<string, Promise<void>>();
  let held: Notice[] = [];
  let stopped = false;

  const later = (ms: number, run: () => void) => {
    if (stopped) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      run();
    }, ms);
    timers.add(timer);
  };

  const attempt = async (notice: Notice): Promise<boolean> => {
    const body = JSON.stringify(notice.body);
    const by = notice.secret ?? secret;
    return post(
      notice.url,
      body,
      notice.scheme === 'easypost'
        ? { 'x-hmac-signature': signEasypost(by, body) }
        : { [signatureHeader]: sign(by, Math.floor(clock.now() / 1000), body) },
    );
  };

  const isWanted = (notice: Notice) => !stopped && pending.get(notice.id) !== undefined;

  const deliver = async (notice: Notice, attemptNumber = 1): Promise<void> => {
    if (!isWanted(notice)) return;
    const accepted = await attempt(notice);
    if (!isWanted(notice)) return;
    if (accepted) {
      tally.delivered += 1;
      return pending.delete(notice.id);
    }
    tally.failedAttempts += 1;
    if (attemptNumber < retry.attempts) {
      const wait = Math.min(retry.firstMs * 2 ** (attemptNumber - 1), retry.longestMs);
      return later(wait, () => void deliver(notice, attemptNumber + 1));
    }
    tally.abandoned += 1;
    pending.delete(notice.id);
  };

  const inTurn = (notice: Notice, duplicated: boolean): Promise<void> => {
    const turn = (lastOf.get(notice.subject) ?? Promise.resolve()).then(async () => {
      await deliver(notice);
      if (duplicated && !stopped) await attempt(notice);
    });
    lastOf.set(notice.subject, turn);
    return turn.finally(() => {
      if (lastOf.get(notice.subject) === turn) lastOf.delete(notice.subject);
    });
  };

  const start = async (notice: Notice): Promise<void> => {
    const duplicated = faults.take('duplicate', notice.tags) !== undefined;
    const delay = faults.take('delay', notice.tags);
    if (delay) return later(delay.ms ?? defaultDelayMs, () => void inTurn(notice, duplicated));
    await inTurn(notice, duplicated);
  };

  const releaseHeld = async (): Promise<void> => {
    const notices = held.reverse();
    held = [];
    for (const notice of notices) await start(notice);
  };

  for (const notice of pending.all()) void start(notice);

  return {
    send: (notice) => {
      if (faults.take('drop-webhook', notice.tags)) {
        tally.dropped += 1;
        return;
      }
      pending.put(notice.id, notice);
      const reorder = faults.take('reorder', notice.tags);
      if (reorder) {
        held.push(notice);
        later(reorder.ms ?? longestHoldMs, () => {
          if (held.includes(notice)) void releaseHeld();
        });
        return;
      }
      void start(notice).then(releaseHeld);
    },
    tally: () => ({ pending: [...pending.all()].length, ...tally }),
    clear: () => {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      held = [];
    },
    stop: () => {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
      post.close();
    },
  };
};

type Poster = { (url: string, body: string, signature: Record<string, string>): Promise<boolean>; close(): void };

/** Posts over a few kept-alive connections; answers whether the other side said 2xx. */
const createPoster = (): Poster => {
  const options = { keepAlive: true, maxSockets: 16 };
  const agents = { 'http:': new http.Agent(options), 'https:': new https.Agent(options) };
  const post = (address: string, body: string, signature: Record<string, string>) =>
    new Promise<boolean>((resolve) => {
      const url = new URL(address);
      const secure = url.protocol === 'https:';
      const request = (secure ? https : http).request(
        url,
        {
          method: 'POST',
          agent: agents[secure ? 'https:' : 'http:'],
          timeout: attemptTimeoutMs,
          headers: {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
            ...signature,
          },
        },
        (response) => {
          response.resume();
          response.on('close', () => resolve(response.complete && Math.floor((response.statusCode ?? 0) / 100) === 2));
        },
      );
      request.on('timeout', () => request.destroy());
      request.on('error', () => resolve(false));
      request.end(body);
    });
  return Object.assign(post, {
    close: () => {
      agents['http:'].destroy();
      agents['https:'].destroy();
    },
  });
};
