import { type SandboxClock, createClock } from './clock.ts';
import { controlRoutes } from './control.ts';
import { createFaults, type Faults } from './faults.ts';
import { createFirstAnswers } from './first-answers.ts';
import { type Journal, openJournal } from './journal.ts';
import { type Route, type RunningServer, startServer } from './server.ts';
import { type Retry, startWebhooks, type Webhooks } from './webhooks.ts';

export type SandboxOptions = {
  /** 0 or nothing takes a free port. */
  port?: number;
  /** Where the platform hears of what happened. */
  webhookUrl: string;
  /** Signs the webhooks. */
  secret: string;
  /** Keeps the state in this folder from run to run. */
  dataDir?: string | undefined;
  retry?: Partial<Retry> | undefined;
};

export type SandboxParts = {
  clock: SandboxClock;
  faults: Faults;
  journal: Journal;
  webhooks: Webhooks;
  /** The program's own address, known once it serves. */
  url: () => string;
};

/** Starts a sandbox program on loopback: what `build` makes of the common parts, and the control doors. */
export const startSandbox = async (
  name: string,
  { port = 0, webhookUrl, secret, dataDir, retry }: SandboxOptions,
  build: (parts: SandboxParts & { webhookUrl: string }) => { routes: Route[]; stopAlarms?: () => void },
): Promise<RunningServer> => {
  const journal = openJournal(name, dataDir);
  const clock = createClock(journal);
  const faults = createFaults();
  const webhooks = startWebhooks({ secret, clock, journal, faults, retry });
  let url = '';
  const { routes, stopAlarms } = build({ clock, faults, journal, webhooks, webhookUrl, url: () => url });

  const reset = () => {
    stopAlarms?.();
    webhooks.clear();
    faults.clear();
    journal.clear();
  };
  const stop = () => {
    stopAlarms?.();
    webhooks.stop();
    journal.close();
  };

  const server = await startServer({
    port,
    faults,
    firstAnswers: createFirstAnswers({ clock, journal }),
    routes: [...routes, ...controlRoutes({ clock, faults, webhooks, reset })],
  }).catch((error: unknown) => {
    stop();
    throw error;
  });
  url = server.url;
  return {
    url,
    stop: async () => {
      await server.stop();
      stop();
    },
  };
};
