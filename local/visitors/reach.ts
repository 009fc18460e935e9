/** Finds the platform that a command is to use, or starts one. */
import { startCloud } from '../cloud.ts';
import { portOffsetOf, portsAt } from '../ports.ts';
import { siteAt, type Site } from './site.ts';

export interface Reached {
  readonly site: Site;
  /** Ends what was started for this command. */
  readonly leave: () => Promise<void>;
}

/**
 * Where a command is to look, by its `--url` or its `--port-offset`; port 4000 unless said otherwise.
 * @throws Error when both are given, or the offset is none
 */
export const addressOf = (
  { url, 'port-offset': offset }: { readonly url?: string; readonly 'port-offset'?: string },
): string => {
  if (url && offset) throw new Error('--url and --port-offset both say where the platform is: write one of them');
  return url ?? `http://127.0.0.1:${portsAt(portOffsetOf(offset ?? '0')).api}`;
};

/**
 * The platform at this address. If none answers there and it is this machine's, a local cloud is started there with its
 * kept data, which `leave` ends.
 * @param api `http://127.0.0.1:4000`
 * @param control the next port, unless said otherwise
 * @throws Error when none answers and none can be started
 */
export const reach = async (api: string, control = nextPort(api)): Promise<Reached> => {
  if (
    await fetch(`${control}/clock`).then(
      ({ ok }) => ok,
      () => false,
    )
  ) {
    return { site: siteAt(api, control), leave: async () => undefined };
  }
  const { hostname, port } = new URL(api);
  if (hostname !== '127.0.0.1') throw new Error(`No local cloud answers at ${control}. Start one: npm start`);
  console.error(`No platform answers at ${api}, so one is started for this command (npm start keeps one running) …`);
  const cloud = await startCloud({ portOffset: Number(port) - 4000 });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void cloud.stop().then(() => process.exit(130)));
  }
  return { site: siteAt(cloud.urls.api, cloud.urls.control), leave: cloud.stop };
};

const nextPort = (api: string): string => {
  const url = new URL(api);
  url.port = String(Number(url.port) + 1);
  return url.origin;
};
