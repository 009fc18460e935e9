/**
 * A local cloud in a process of its own, so that what measures it does not count as its work. Started by `market.ts`.
 */
import { startCloud, type CloudOptions } from '../../local/cloud.ts';

const settings = JSON.parse(process.argv[2]!) as Pick<CloudOptions, 'portOffset' | 'edge'>;
const cloud = await startCloud({ ...settings, dataDir: null, fresh: true, quiet: true });
process.once('message', () => void cloud.stop().then(() => process.exit(0)));
process.once('disconnect', () => process.exit(1));
process.send!({
  api: cloud.urls.api,
  control: cloud.urls.control,
  aws: cloud.urls.aws,
  logs: cloud.status().find(({ what }) => what === 'Functions')!.where,
});
