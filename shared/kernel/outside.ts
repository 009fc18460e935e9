import pRetry from 'p-retry';
import { log } from './log.ts';
import { publish } from './metrics.ts';
import { Unavailable } from './unavailable.ts';

/** Nobody knows what became of a request to the outside: there was no answer in time, or none that says. */
export class Unanswered extends Unavailable {}

/** What one says who did not look at the request: too busy, or a proxy that does not reach him. */
const busy = [429, 502, 503, 504];

/** Bytes of an answer that is taken into memory as a whole. */
const largestAnswer = 5 * 1024 * 1024;

interface Answered {
  readonly status: number;
  /** The media type that it says it is of, `application/json`; empty when it says none. */
  readonly type: string;
}

interface Request {
  /** Milliseconds for all of it. */
  readonly patience: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: object | undefined;
}

/**
 * Asks somebody outside for something short; when the line breaks or he is busy, up to twice again after a moment. So it must be a request
 * that may come twice, by its reference or its idempotency key.
 * @throws Unanswered
 */
export const ask = (
  method: 'GET' | 'POST' | 'DELETE',
  url: string,
  request: Request,
): Promise<Answered & { readonly text: string }> =>
  answered(method, url, request, async ({ body }) => {
    const parts: Uint8Array[] = [];
    let bytes = 0;
    for await (const part of body ?? []) {
      bytes += part.length;
      if (bytes > largestAnswer) throw new Unanswered(`answered more than ${largestAnswer} bytes`);
      parts.push(part);
    }
    return { text: Buffer.concat(parts).toString() };
  });

/**
 * Asks for something that may be long: its bytes, as they come. A line that breaks while they come is for the reader.
 * @throws Unanswered
 */
export const read = (
  url: string,
  request: Request,
): Promise<Answered & { readonly bytes: AsyncIterable<Uint8Array> }> =>
  answered('GET', url, request, async (answer) => ({ bytes: answer.body ?? new Blob([]).stream() }));

const answered = async <R>(
  method: string,
  url: string,
  { patience, headers, body }: Request,
  take: (answer: Response) => Promise<R>,
): Promise<Answered & R> => {
  const signal = AbortSignal.timeout(patience);
  const attempt = async (): Promise<Answered & R> => {
    const answer = await fetch(url, {
      method,
      headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
      signal,
      // Whoever sends on elsewhere is not the one who was asked, and a POST would become a GET.
      redirect: 'manual',
    });
    if (busy.includes(answer.status)) throw new Unanswered(`answered ${answer.status}`);
    const type = answer.headers.get('content-type')?.split(';', 1)[0]!.trim().toLowerCase() ?? '';
    return { status: answer.status, type, ...await take(answer) };
  };
  try {
    return await pRetry(attempt, { retries: 2, minTimeout: 200, factor: 4, signal });
  } catch (error) {
    throw new Unanswered(`${method} ${new URL(url).pathname}: ${(error as Error).message}`, { cause: error });
  }
};

/**
 * The answer, or nothing when there was none: for those who ask again later anyway. It is counted, for an alarm stands
 * on those who never answer.
 */
export const ifAnswered = async <R>(asking: Promise<R>): Promise<R | undefined> => {
  try {
    return await asking;
  } catch (error) {
    if (!(error instanceof Unanswered)) throw error;
    log.warn('unanswered', { request: error.message });
    publish('unanswered', 1);
    return undefined;
  }
};
