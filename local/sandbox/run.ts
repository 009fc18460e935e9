import type { RunningServer } from './server.ts';

type Arguments = { port: string; webhook?: string | undefined; secret?: string | undefined; data?: string | undefined };
type Started = { port: number; webhookUrl: string; secret: string; dataDir: string | undefined };

/** Runs a sandbox program from its command line, prints its address, and stops it on Ctrl-C or SIGTERM. */
export const runUntilStopped = async (
  name: string,
  { port, webhook, secret, data }: Arguments,
  start: (options: Started) => Promise<RunningServer>,
): Promise<void> => {
  if (webhook === undefined || secret === undefined || !/^\d{1,5}$/.test(port)) {
    return fail(`The ${name} needs: --webhook URL --secret SECRET [--port PORT] [--data FOLDER]`);
  }
  try {
    const server = await start({ port: Number(port), webhookUrl: webhook, secret, dataDir: data });
    console.log(`Sandbox ${name} at ${server.url}`);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => void server.stop().then(() => process.exit(0)));
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    fail(`Port ${port} is taken: give the ${name} another one with --port.`);
  }
};

const fail = (message: string): void => {
  console.error(message);
  process.exitCode = 2;
};
