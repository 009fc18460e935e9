/**
 * The programs at the other end of the platform's ports: a payment provider and three carriers, each process on its own.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Ports } from './ports.ts';
import { ourAccount } from './sandbox/payment-books.ts';

export interface SandboxesOptions {
  readonly ports: Pick<Ports, 'paymentProvider' | 'carrier'>;
  /** The address that webhooks go to: `http://127.0.0.1:4000`. */
  readonly platform: string;
  /** Where they keep their state; without it, in memory. */
  readonly dataDir: string | undefined;
  readonly logs: string;
  /** Told when one ends that nobody stopped. */
  readonly onEnd: (name: string) => void;
}

export interface Sandboxes {
  readonly urls: { readonly paymentProvider: string; readonly carrier: string };
  /** Sets their distance from the machine's time, in milliseconds. */
  moveClock(offsetMs: number): Promise<void>;
  /** Webhooks that are not delivered yet. */
  pendingWebhooks(): Promise<number>;
  stop(): Promise<void>;
}

/** The channel closes when this process ends, however it ends. */
const dieWithParent = `data:text/javascript,process.once('disconnect', () => process.exit())`;

const secrets = {
  payment: 'sandbox-payment-webhook-secret',
  swift: 'sandbox-swift-webhook-secret',
  postal: 'sandbox-postal-webhook-secret',
  easypost: 'sandbox-easypost-webhook-secret',
};

/** Addresses and secrets of the programs, by the names that functions read them under. */
export const sandboxSettings = (ports: SandboxesOptions['ports'] & Pick<Ports, 'aws'>): Record<string, string> => ({
  PAYMENT_PROVIDER_URL: `http://127.0.0.1:${ports.paymentProvider}`,
  PAYMENT_PROVIDER_KEY: 'sandbox-payment-key',
  PAYMENT_PAYEE: ourAccount,
  PAYMENT_WEBHOOK_SECRET: secrets.payment,
  CARRIER_SWIFT_URL: `http://127.0.0.1:${ports.carrier}/swift`,
  CARRIER_POSTAL_URL: `http://127.0.0.1:${ports.carrier}/postal`,
  CARRIER_SWIFT_KEY: 'sandbox-swift-key',
  CARRIER_SWIFT_WEBHOOK_SECRET: secrets.swift,
  CARRIER_POSTAL_KEY: 'sandbox-postal-key',
  CARRIER_POSTAL_WEBHOOK_SECRET: secrets.postal,
  CARRIER_EASYPOST_URL: `http://127.0.0.1:${ports.carrier}/easypost/v2/`,
  CARRIER_EASYPOST_KEY: 'sandbox-easypost-key',
  CARRIER_EASYPOST_WEBHOOK_SECRET: secrets.easypost,
  PUSH_SERVICES: `http://127.0.0.1:${ports.aws}`,
  VAPID_PUBLIC_KEY: 'BPxWkfWTP7inkHvT_8gPEDQ88x30k0-6J-CUUJehxH4VpIUjt7acrN9TRgrjC1clnfsayKDGMWv1UPid-tc4Oog',
  EDGE_TOKEN: 'local-edge-token',
  WMS_SIGNING_KEY: 'local-wms-signing-key',
  VAPID_PRIVATE_KEY: '0WqhyRWJ592x4obhyABkidB-_aG7br-oE6mSUdY_05U',
});

/** Starts both and resolves when they answer. @throws Error when one ends before */
export const startSandboxes = async ({
  ports,
  platform,
  dataDir,
  logs,
  onEnd,
}: SandboxesOptions): Promise<Sandboxes> => {
  let stopping = false;
  const start = async (name: string, port: number, webhook: string, secret: string): Promise<ChildProcess> => {
    const program = fileURLToPath(new URL(`./sandbox/${name}.ts`, import.meta.url));
    const data = dataDir === undefined ? [] : ['--data', join(dataDir, name)];
    const child = spawn(
      process.execPath,
      ['--import', dieWithParent, program, '--port', String(port), '--webhook', webhook, '--secret', secret, ...data],
      {
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        // A group of its own: Ctrl-C reaches it by us, in our order.
        detached: true,
      },
    );
    const log = createWriteStream(join(logs, `${name}.log`), { flags: 'a' });
    child.stderr!.pipe(log, { end: false });
    const said = new Promise<void>((resolve) => child.stdout!.once('data', () => resolve()));
    child.stdout!.pipe(log, { end: false });
    const ended = once(child, 'exit');
    const early = await Promise.race([said, ended]);
    if (early) throw new Error(`The sandbox ${name} did not start; ${join(logs, `${name}.log`)} says why`);
    void ended.then(() => {
      if (!stopping) onEnd(name);
    });
    return child;
  };

  const children = await Promise.all([
    start('payment-provider', ports.paymentProvider, `${platform}/shop/v1/hooks/payments`, secrets.payment),
    start(
      'carrier',
      ports.carrier,
      `${platform}/shop/v1/hooks/carriers/{carrier}`,
      `${secrets.swift},${secrets.postal},${secrets.easypost}`,
    ),
  ]);
  const urls = {
    paymentProvider: `http://127.0.0.1:${ports.paymentProvider}`,
    carrier: `http://127.0.0.1:${ports.carrier}`,
  };
  return {
    urls,
    moveClock: async (offsetMs) => {
      await Promise.all(
        Object.values(urls).map((url) =>
          fetch(`${url}/control/clock`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ offsetMs }),
          })
        ),
      );
    },
    pendingWebhooks: async () => {
      const tallies = await Promise.all(
        Object.values(urls).map(
          async (url) => (await (await fetch(`${url}/control/webhooks`)).json()) as { pending: number },
        ),
      );
      return tallies.reduce((sum, { pending }) => sum + pending, 0);
    },
    stop: async () => {
      stopping = true;
      await Promise.all(
        children.map(async (child) => {
          if (child.exitCode !== null || child.signalCode !== null) return;
          const ended = once(child, 'exit');
          child.kill('SIGTERM');
          await ended;
        }),
      );
    },
  };
};
