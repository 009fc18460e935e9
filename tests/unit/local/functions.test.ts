import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { localConcurrency, type FunctionSpec } from '../../../local/deployment/deployment.ts';
import { createFunctions, type Functions } from '../../../local/runtime/functions.ts';
import { accessKeyOf } from '../../../local/deployment/identifiers.ts';
import { shiftedClock } from '../../../local/shifted-clock.ts';
import { buildWorkerProgram } from '../../../local/runtime/worker-program.ts';
import { place } from './fixtures/stacks.ts';

const bundle = `
  export const handler = async (event, context) => {
    if (event.log) console.log(event.log);
    if (event.spins) for (;;);
    if (event.throws) throw new TypeError(event.throws);
    if (event.crashes) setTimeout(() => { throw new Error('crash') });
    if (event.rests) await new Promise((resolve) => setTimeout(resolve, event.rests));
    if (event.hangs) await new Promise(() => setTimeout(() => {}, 60_000));
    return {
      env: { ...process.env }, now: Date.now(), iso: new Date().toISOString(), day: new Date(0).getTime(),
      requestId: context.awsRequestId, left: context.getRemainingTimeInMillis(),
    };
  };
`;

describe('functions', () => {
  let folder: string;
  let functions: Functions;
  const errors: string[] = [];
  const clock = shiftedClock();
  const spec = (name: string, fields: Partial<FunctionSpec> = {}): FunctionSpec => ({
    name,
    useCase: `tests/${name}`,
    bundle: name,
    handler: 'index.handler',
    timeoutMs: 5000,
    memoryMb: 128,
    concurrency: localConcurrency,
    retries: 2,
    onFailure: undefined,
    environment: {
      USE_CASE: `tests/${name}`,
      PROVIDER: 'https://provider.example',
      QUEUE: 'https://sqs.us-east-1.amazonaws.com/000000000000/jobs',
    },
    ...fields,
  });
  const invoke = async <R>(name: string, event: object = {}): Promise<R> => {
    const outcome = await functions.invoke(name, event, 'r1');
    if (!outcome.ok) throw new Error(`${outcome.error.errorType}: ${outcome.error.errorMessage}`);
    return outcome.result as R;
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'functions-'));
    await writeFile(join(folder, 'echo.mjs'), bundle);
    await writeFile(join(folder, 'broken.mjs'), 'throw new Error("cannot load");');
    functions = createFunctions({
      place,
      clock,
      logs: folder,
      compileCache: join(folder, 'cache'),
      program: await buildWorkerProgram(folder),
      sourceMaps: false,
      settings: { PROVIDER: 'http://127.0.0.1:4004' },
      bundleOf: (one) => join(folder, `${one.bundle}.mjs`),
      onError: (name, message) => errors.push(`${name}: ${message}`),
    });
  });
  beforeEach(() => {
    functions.deploy(
      new Map([
        ['one', spec('one', { bundle: 'echo' })],
        ['broken', spec('broken')],
        ['brief', spec('brief', { bundle: 'echo', timeoutMs: 100 })],
      ]),
    );
  });
  afterAll(async () => {
    await functions.stop();
    await rm(folder, { recursive: true });
  });

  it('gives a function its own environment, with local addresses in it', async () => {
    const { env } = await invoke<{ env: Record<string, string> }>('one');
    expect(env).toMatchObject({
      USE_CASE: 'tests/one',
      PROVIDER: 'http://127.0.0.1:4004',
      QUEUE: 'http://127.0.0.1:4002/000000000000/jobs',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:4002',
      AWS_ACCESS_KEY_ID: accessKeyOf('one'),
      AWS_LAMBDA_FUNCTION_NAME: 'one',
    });
    expect(env).not.toHaveProperty('PATH');
  });

  it('lets a function see the clock as it is moved', async () => {
    clock.set(86_400_000);
    const { now, iso, day } = await invoke<{ now: number; iso: string; day: number }>('one');
    clock.set(0);
    expect(now - Date.now()).toBeGreaterThan(86_000_000);
    expect(Date.parse(iso) - now).toBeLessThan(1000);
    expect(day).toBe(0);
  });

  it('tells the function its request id and the time that it has left', async () => {
    const { requestId, left } = await invoke<{ requestId: string; left: number }>('one');
    expect(requestId).toBe('r1');
    expect(left).toBeLessThanOrEqual(5000);
    expect(left).toBeGreaterThan(4000);
  });

  it('appends what a function says to its log, and hands on its errors', async () => {
    await invoke('one', { log: 'said once' });
    await invoke('one', { log: '{"level":"ERROR","message":"bad"}' });
    expect(await readFile(join(folder, 'one.log'), 'utf8')).toContain('said once\n');
    expect(errors).toContain('one: {"level":"ERROR","message":"bad"}');
  });

  it('reports what a handler throws, and goes on with the same thread', async () => {
    const { loads } = functions.tally().get('one')!;
    await expect(invoke('one', { throws: 'no' })).rejects.toThrow('TypeError: no');
    await invoke('one');
    expect(functions.tally().get('one')!.loads).toBe(loads);
  });

  it('gives up an invocation that takes too long', async () => {
    await expect(invoke('brief', { hangs: true })).rejects.toThrow('Task timed out after 0.10 seconds');
  });

  it('survives the crash of a thread', async () => {
    await expect(invoke('one', { crashes: true, hangs: true })).rejects.toThrow('Runtime.ExitError: crash');
    await invoke('one');
  });

  it('reports a bundle that cannot be loaded', async () => {
    await expect(invoke('broken')).rejects.toThrow('cannot load');
  });

  it('hosts functions together, each with its own environment and nothing of the others', async () => {
    functions.deploy(
      new Map([
        ['left', spec('left', { bundle: 'echo', environment: { ONLY: 'left', LEFT: 'yes' } })],
        ['right', spec('right', { bundle: 'echo', environment: { ONLY: 'right', RIGHT: 'yes' } })],
      ]),
    );
    for (const name of ['left', 'right', 'left']) {
      const { env } = await invoke<{ env: Record<string, string> }>(name);
      expect(env).toMatchObject({ ONLY: name, [name.toUpperCase()]: 'yes', AWS_ACCESS_KEY_ID: accessKeyOf(name) });
      expect(env).not.toHaveProperty(name === 'left' ? 'RIGHT' : 'LEFT');
    }
    expect(functions.threads()).toBe(1);
    expect(functions.tally().get('left')!.loads).toBe(1);
  });

  it('runs several at a time in one thread, each in its own environment and with its own log', async () => {
    const names = ['left', 'right'];
    functions.deploy(new Map(names.map((name) => [name, spec(name, { bundle: 'echo', environment: { ONLY: name } })])));
    const said = (name: string) => ({ log: `{"level":"ERROR","message":"of ${name}"}` });
    type Answer = { env: Record<string, string> };
    const left = invoke<Answer>('left', { rests: 500, ...said('left') });
    const right = await invoke<Answer>('right', said('right'));
    expect(functions.active()).toBe(1);
    expect(functions.threads()).toBe(1);
    for (const [i, { env }] of [await left, right].entries()) {
      expect(env).toMatchObject({ ONLY: names[i], AWS_ACCESS_KEY_ID: accessKeyOf(names[i]!) });
    }
    for (const name of names) {
      expect(await readFile(join(folder, `${name}.log`), 'utf8')).toBe(`${said(name).log}\n`);
      expect(errors.filter((error) => error.includes(`of ${name}`))).toEqual([`${name}: ${said(name).log}`]);
    }
  });

  it('leaves the others of a thread alone when one takes too long', async () => {
    const slow = invoke<{ left: number }>('one', { rests: 400 });
    await expect(invoke('brief', { hangs: true })).rejects.toThrow('Task timed out');
    expect((await slow).left).toBeGreaterThan(0);
  });

  it('ends a thread that one of its functions does not let go of', async () => {
    await expect(invoke('brief', { spins: true })).rejects.toThrow('Task timed out');
    await vi.waitFor(() => expect(functions.threads()).toBe(0));
    await invoke('one');
  });

  it('hosts functions of another memory size apart', async () => {
    functions.deploy(
      new Map([
        ['one', spec('one', { bundle: 'echo' })],
        ['large', spec('large', { bundle: 'echo', memoryMb: 512 })],
      ]),
    );
    await invoke('one');
    const before = functions.threads();
    await invoke('large');
    await invoke('large');
    expect(functions.threads()).toBe(before + 1);
  });

  it('keeps the threads few, however much waits, and lets no function take them all', async () => {
    const many = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    functions.deploy(new Map(many.map((name) => [name, spec(name, { bundle: 'echo' })])));
    const slow = Array.from({ length: 40 }, () => invoke('a', { rests: 100 }));
    const others = many.slice(1).map((name) => invoke(name));
    await Promise.all(others);
    expect(functions.active()).toBeGreaterThan(0);
    await Promise.all(slow);
    expect(functions.threads()).toBeLessThanOrEqual(2 * 4);
    expect(functions.active()).toBe(0);
  });

  it('loads the bundles anew when told to', async () => {
    await writeFile(join(folder, 'echo.mjs'), 'export const handler = async () => ({ anew: true });');
    functions.reload();
    expect(await invoke('one')).toEqual({ anew: true });
  });

  it('starts a function anew whose environment has changed', async () => {
    await writeFile(join(folder, 'echo.mjs'), bundle);
    functions.deploy(new Map([['one', spec('one', { bundle: 'echo', environment: { ADDED: 'yes' } })]]));
    const { env } = await invoke<{ env: Record<string, string> }>('one');
    expect(env.ADDED).toBe('yes');
    expect(() => functions.invoke('brief', {})).toThrow('There is no function brief');
  });

  it('answers what waits when it stops', async () => {
    const waiting = functions.invoke('one', { hangs: true });
    await vi.waitFor(() => expect(functions.active()).toBe(1));
    await functions.stop();
    expect(await waiting).toMatchObject({ ok: false });
    expect(functions.threads()).toBe(0);
  });
});
