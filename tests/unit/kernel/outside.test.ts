import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { instant } from '../../../shared/kernel/values/clock.ts';
import { ask, ifAnswered, Unanswered } from '../../../shared/kernel/outside.ts';
import { asUseCase } from '../../support/use-case.ts';

/** What somebody outside does with one request after the other: a status, or `cut` for a broken line. */
type Turn = number | 'cut' | 'silence';

let server: Server | undefined;
const outside = async (...turns: Turn[]): Promise<{ url: string; bodies: string[] }> => {
  const bodies: string[] = [];
  server = createServer(async (request, response) => {
    const turn = turns[bodies.length] ?? 500;
    bodies.push((await Array.fromAsync(request)).join(''));
    if (turn === 'cut') request.socket.destroy();
    else if (turn !== 'silence') response.writeHead(turn).end(`answer ${bodies.length}`);
  });
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/things?x=1`, bodies };
};
afterEach(() => {
  vi.unstubAllEnvs();
  server?.closeAllConnections();
  server?.close();
});

const post = (url: string, patience = 5000) => ask('POST', url, { patience, headers: {}, body: { a: 1 } });

describe('a request to the outside', () => {
  it.each<[string, Turn[], { status: number; text: string }]>([
    ['is sent once when it is answered', [201], { status: 201, text: 'answer 1' }],
    ['is sent again when the line breaks', ['cut', 201], { status: 201, text: 'answer 2' }],
    ['is sent again to whom is busy', [503, 429, 200], { status: 200, text: 'answer 3' }],
    ['is not sent again after a refusal', [422], { status: 422, text: 'answer 1' }],
    ['is not sent again after an error, which would be repeated', [500], { status: 500, text: 'answer 1' }],
  ])('%s', async (_, turns, answer) => {
    const { url, bodies } = await outside(...turns);
    expect(await post(url)).toEqual({ ...answer, type: '' });
    expect(bodies).toEqual(turns.map(() => '{"a":1}'));
  });

  it.each<[string, Turn[], number]>([
    ['is always cut off', ['cut', 'cut', 'cut'], 3],
    ['always finds somebody busy', [502, 503, 504], 3],
    ['finds silence', ['silence'], 1],
  ])('that %s is unanswered', async (_, turns, sent) => {
    const { url, bodies } = await outside(...turns, 200);
    const asking = post(url, turns[0] === 'silence' ? 100 : 5000);
    await expect(asking).rejects.toThrow(Unanswered);
    // It names the request, but nothing of its query or its body.
    await expect(asking).rejects.toThrow(/^POST \/things: /);
    expect(bodies).toHaveLength(sent);
  });
});

it('an answer that never ends is none, and is not taken into memory', async () => {
  let sent = 0;
  server = createServer((_, response) => {
    const more = (): void => {
      while (!response.destroyed && response.write(Buffer.alloc(65_536, 'x'))) sent += 65_536;
    };
    response.on('drain', more);
    more();
  });
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  await expect(post(`http://127.0.0.1:${(server.address() as AddressInfo).port}/things`)).rejects.toThrow(
    'answered more than 5242880 bytes',
  );
  expect(sent).toBeLessThan(100 * 1024 * 1024);
});

describe('who asks again later anyway', () => {
  const asking = <R>(answer: Promise<R>) => {
    vi.stubEnv('STAGE', 'test');
    return asUseCase({ now: instant(0), touches: [] }, () => ifAnswered(answer));
  };

  it('gets the answer, or nothing', async () => {
    expect(await asking(Promise.resolve('yes'))).toBe('yes');
    expect(await asking(Promise.reject(new Unanswered('GET /things: answered 500')))).toBeUndefined();
  });

  it('hears of every other error', async () => {
    await expect(asking(Promise.reject(new Error('bug')))).rejects.toThrow('bug');
  });
});
