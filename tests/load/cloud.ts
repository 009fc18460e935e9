/**
 * A local cloud in a process of its own, so that what measures it does not count as its work. Started by `market.ts`.
 */
import { startCloud } from '../../local/cloud.ts';

const cloud = await startCloud({ portOffset: Number(process.argv[2]), dataDir: null, fresh: true, quiet: true });
process.once('message', () => void cloud.stop().then(() => process.exit(0)));
process.once('disconnect', () => process.exit(1));
process.send!({
  api: cloud.urls.api,
  control: cloud.urls.control,
  aws: cloud.urls.aws,
  logs: cloud.status().find(({ what }) => what === 'Functions')!.where,
});
