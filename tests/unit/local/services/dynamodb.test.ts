import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startDynamoDb } from '../../../../local/services/dynamodb/dynamodb.ts';

const module = fileURLToPath(new URL('../../../../local/services/dynamodb/dynamodb.ts', import.meta.url));

describe('DynamoDB Local', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('names the command that installs Java when there is none', async () => {
    vi.stubEnv('PATH', '/nowhere');
    await expect(startDynamoDb({ port: 0 })).rejects.toThrow(/Java 17.*Install it with: (apt-get|brew) install/);
  });

  it('says so when its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    await expect(startDynamoDb({ port })).rejects.toThrow(`Port ${port} for DynamoDB Local is taken`);
    await new Promise((resolve) => other.close(resolve));
  });

  it('ends with the process that started it, even when that is killed', async () => {
    const script = `import { startDynamoDb } from ${JSON.stringify(module)};
      console.log((await startDynamoDb({ port: 0 })).url);`;
    const parent = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const url = await new Promise<string>((resolve) =>
      parent.stdout.on('data', (chunk: Buffer) => resolve(chunk.toString().trim()))
    );
    const answers = (): Promise<boolean> =>
      fetch(url).then(
        () => true,
        () => false,
      );
    expect(await answers()).toBe(true);
    parent.kill('SIGKILL');
    await expect.poll(answers, { timeout: 10_000, interval: 100 }).toBe(false);
  }, 60_000);
});
