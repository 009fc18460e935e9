import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprintOf, madeFrom } from '../../../local/deployment/made-from.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'made-from-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('tells sources apart by name, text, and what there is', async () => {
  const seen = new Set<string>();
  const fingerprint = () => fingerprintOf(folder, '**/*.ts');
  const changes = [
    () => writeFile(join(folder, 'a.ts'), 'one'),
    () => writeFile(join(folder, 'a.ts'), 'two'),
    () => writeFile(join(folder, 'b.ts'), ''),
    () => rename(join(folder, 'b.ts'), join(folder, 'c.ts')),
    () => rm(join(folder, 'a.ts')),
  ];
  for (const change of changes) {
    await change();
    expect(await fingerprint()).toBe(await fingerprint());
    seen.add(await fingerprint());
  }
  expect(seen.size).toBe(changes.length);
  await writeFile(join(folder, 'd.md'), 'not among them');
  expect(seen).toContain(await fingerprint());
});

describe('what is made of sources', () => {
  let made: string;
  let times: number;
  const make = async (fingerprint: string, work: () => Promise<unknown> = () => writeFile(join(made, 'out'), '')) => {
    await madeFrom(fingerprint, made, async () => {
      times += 1;
      await mkdir(made, { recursive: true });
      await work();
    });
  };
  beforeEach(() => {
    made = join(folder, 'made');
    times = 0;
  });

  it('is made once, and anew of others, with nothing left of what was before', async () => {
    await make('one');
    await make('one');
    expect(times).toBe(1);
    await make('two', () => writeFile(join(made, 'other'), ''));
    expect(times).toBe(2);
    expect((await readdir(made)).filter((name) => !name.startsWith('.'))).toEqual(['other']);
    await make('one');
    expect(times).toBe(3);
  });

  it('is made again when it broke off', async () => {
    await make('one');
    await expect(make('two', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await make('one');
    expect(times).toBe(3);
  });
});
