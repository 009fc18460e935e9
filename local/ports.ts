/** The ports of one local cloud: six in a row, moved as a whole by an offset, so that two can run on one machine. */
import { createServer } from 'node:net';

export interface Ports {
  /** The HTTP APIs and the pages. */
  readonly api: number;
  readonly control: number;
  /** `AWS_ENDPOINT_URL` */
  readonly aws: number;
  readonly dynamodb: number;
  readonly paymentProvider: number;
  /** Both carriers: `/swift` and `/postal`. */
  readonly carrier: number;
}

export const portsAt = (offset: number): Ports => ({
  api: 4000 + offset,
  control: 4001 + offset,
  aws: 4002 + offset,
  dynamodb: 4003 + offset,
  paymentProvider: 4004 + offset,
  carrier: 4005 + offset,
});

/** The offset as it was given on the command line. @throws Error when no ports are there */
export const portOffsetOf = (text: string): number => {
  const offset = Number(text);
  if (!Number.isInteger(offset) || offset < 0 || offset > 61_000) {
    throw new Error(`--port-offset ${text} is no number of ports: write 100`);
  }
  return offset;
};

/** @throws Error that names the first port that is taken, and the command that helps */
export const requireFree = async (ports: Ports): Promise<void> => {
  for (const [use, port] of Object.entries(ports) as [string, number][]) {
    if (await isFree(port)) continue;
    throw new Error(
      `Port ${port} (${use}) is taken, perhaps by another local cloud. `
        + 'Start on other ports: npm start -- --port-offset 100',
    );
  }
};

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
