import type { PlainSetting, SettingName } from '../shared/kernel/doors/access.ts';
import { settingKinds } from '../shared/kernel/registered.ts';
import { queueNames, queueVariable } from '../shared/kernel/doors/queues.ts';
import type { Declaration } from './declarations.ts';
import { grantsOf, grantsOn } from './permissions.ts';
import type { Platform } from './platform.ts';
import type { Stage } from './stages.ts';

/** What a function finds in its environment: where the things are that it may touch, and nothing about the others. */
export const environmentOf = (
  { id, contract }: Declaration,
  { stage, at, users, parking, assets }: Pick<Platform, 'stage' | 'at' | 'users' | 'parking' | 'assets'>,
): Record<string, string> => {
  const grants = grantsOf(contract.touches);
  const touches = (on: 'table' | 'bus' | 'users' | 'mail' | 'text' | 'jobs' | 'function' | 'dead-letters'): boolean =>
    grants.some((grant) => grant.on === on);
  const settings = new Set(grantsOn(grants, 'settings').flatMap((grant) => grant.names));
  if (touches('mail')) settings.add('MAIL_FROM');
  return {
    USE_CASE: id,
    STAGE: stage.name,
    ZONE: stage.zone,
    LOG_LEVEL: stage.logs.level,
    NODE_OPTIONS: '--enable-source-maps',
    ...(contract.door === 'renderer' && {
      ASSETS: assets,
      SITE: stage.settings.SHOP_SITE,
      UPLOADS: at.bucket('media').url,
    }),
    ...(touches('table') && { TABLE_NAME: at.table.name, SHARDS: stage.shards.join(' ') }),
    ...(touches('bus') && { BUS_NAME: at.bus.name }),
    ...(touches('mail') && { MAIL_CONFIGURATION_SET: at.mailConfigurationSet.name }),
    ...(touches('text') && { TEXT_SENDER: at.textSender }),
    ...(touches('users') && { USER_POOL_ID: users.poolId, USER_POOL_CLIENT_ID: users.clientId }),
    ...Object.fromEntries(
      grantsOn(grants, 'bucket').map(({ bucket }) => [`BUCKET_${bucket.toUpperCase()}`, at.bucket(bucket).name]),
    ),
    ...((touches('jobs') || touches('function') || touches('dead-letters')) && { FUNCTION_PREFIX: at.named('') }),
    ...Object.fromEntries(
      [
        ...grantsOn(grants, 'queue').map(({ queue }) => queue),
        ...grantsOn(grants, 'deliveries').flatMap(({ queues }) => queues),
        ...(touches('dead-letters') ? queueNames : []),
      ].map((queue) => [queueVariable(queue), at.queue(queue).url]),
    ),
    ...(touches('dead-letters') && { PARKING: parking.join(' ') }),
    ...Object.fromEntries([...settings].map((name) => [name, valueOf(name, stage)])),
    // The reference to a secret stays the same when the secret changes: this is what CloudFormation sees change.
    ...([...settings].some(isSecret)
      && { SECRETS_REVISION: String(stage.secretsRevision) }),
  };
};

const isSecret = (name: SettingName): name is Exclude<SettingName, PlainSetting> => settingKinds[name] === 'secret';

/** CloudFormation fetches a secret at deployment, so that none is in a template. */
export const secretOf = (name: SettingName, { name: stage }: Pick<Stage, 'name'>): string =>
  `{{resolve:secretsmanager:jishi/${stage}/secrets:SecretString:${secretField(name)}}}`;

const valueOf = (name: SettingName, stage: Stage): string =>
  isSecret(name) ? secretOf(name, stage) : stage.settings[name];

/** The field of the stage's secret: `PAYMENT_PROVIDER_KEY` → `payment-provider-key`. */
export const secretField = (name: SettingName): string => name.toLowerCase().replaceAll('_', '-');
