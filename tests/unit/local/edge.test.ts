import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEdge, type Edge } from '../../../local/gateway/edge.ts';
import type { HttpAnswer } from '../../../local/gateway/http-event.ts';

const kept = (seconds: number): HttpAnswer['headers'] => ({
  'cache-control': `public, max-age=${seconds}, stale-while-revalidate=${seconds}`,
  'vary': 'accept-language',
  'etag': '"one"',
});

/** An edge before a house that counts how often it is asked, and answers with the count. */
const house = (headers: HttpAnswer['headers'], status = 200) => {
  let time = Date.UTC(2026, 10, 29);
  let asked = 0;
  const edge: Edge = createEdge(() => time);
  const ask = async (): Promise<HttpAnswer> => ({ status, headers: { ...headers }, body: String(asked += 1) });
  const get = (sent: Record<string, string> = {}, url = '/shop/v1/products/p1', method = 'GET'): Promise<HttpAnswer> =>
    edge({ method, url, headers: { host: 'localhost', ...sent } }, ask);
  return { edge, get, pass: (seconds: number) => (time += seconds * 1000) };
};

describe('the edge', () => {
  it('keeps an answer for as long as it says, and no moment longer', async () => {
    const { get, pass } = house(kept(15));
    expect((await get()).body).toBe('1');
    pass(14.9);
    const again = await get();
    expect([again.body, again.headers['age']]).toEqual(['1', '15']);
    pass(0.1);
    expect((await get()).body).toBe('2');
  });

  it.each<[string, Record<string, string>, string?, string?]>([
    ['another language', { 'accept-language': 'zh' }],
    ['another address', {}, '/shop/v1/products/p1?locale=zh'],
    ['another method', {}, '/shop/v1/products/p1', 'POST'],
  ])('asks anew for %s', async (_, sent, url, method) => {
    const { get } = house(kept(15));
    await get({ 'accept-language': 'en' });
    expect((await get(sent, url, method)).body).toBe('2');
    expect((await get({ 'accept-language': 'en' })).body).toBe('1');
  });

  it.each<[string, HttpAnswer['headers'], number]>([
    ['what nobody may keep', { 'cache-control': 'no-store' }, 200],
    ['what says nothing of it', {}, 200],
    ['a problem', { 'cache-control': 'no-store' }, 404],
    ['a failure, whatever it says', kept(15), 500],
  ])('does not keep %s', async (_, headers, status) => {
    const { get } = house(headers, status);
    await get();
    expect((await get()).body).toBe('2');
  });

  it('asks nobody for who wants it fresh, and sends nothing to who has it', async () => {
    const { get } = house(kept(15));
    await get();
    expect((await get({ 'cache-control': 'no-cache', 'pragma': 'no-cache' })).body).toBe('1');
    expect(await get({ 'if-none-match': '"one"' })).toMatchObject({ status: 304, body: '' });
  });

  it('lets one ask when many come as the time is up', async () => {
    const { get, pass } = house(kept(15));
    await get();
    pass(15);
    const all = await Promise.all(Array.from({ length: 20 }, () => get()));
    expect(new Set(all.map(({ body }) => body))).toEqual(new Set(['2']));
  });

  it('goes on asking after a failure', async () => {
    const { edge, get } = house(kept(15));
    const request = { method: 'GET', url: '/shop/v1/products/p1', headers: {} };
    await expect(edge(request, () => Promise.reject(new Error('down')))).rejects.toThrow('down');
    expect((await get()).body).toBe('1');
  });

  it('is never staler than its bound, whenever something changes', async () => {
    const step = fc.record({
      seconds: fc.integer({ min: 0, max: 20 }),
      changes: fc.boolean(),
      language: fc.constantFrom('en', 'zh'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        let time = 0;
        let version = 0;
        const since = [0];
        const edge = createEdge(() => time);
        for (const { seconds, changes, language } of steps) {
          time += seconds * 1000;
          if (changes) since[version += 1] = time;
          const request = { method: 'GET', url: '/', headers: { 'accept-language': language } };
          const { body } = await edge(request, async () => ({ status: 200, headers: kept(10), body: String(version) }));
          const replaced = since[Number(body) + 1];
          if (replaced !== undefined) expect(time - replaced).toBeLessThan(10_000);
        }
      }),
    );
  });
});
