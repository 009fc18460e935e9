/**
 * Cognito user pools on the laptop: cognito-local's operations, run in this process on a clock that can be moved, with
 * its gaps filled by `user-pool-operations.ts`. Pools, clients and groups are what the templates declare.
 */
import { randomBytes } from 'node:crypto';
import { Router } from 'cognito-local/lib/server/Router.js';
import { DefaultConfig } from 'cognito-local/lib/server/config.js';
import type { AppClient } from 'cognito-local/lib/services/appClient.js';
import { USER_POOL_AWS_DEFAULTS } from 'cognito-local/lib/services/cognitoService.js';
import type { Context } from 'cognito-local/lib/services/context.js';
import type { Services } from 'cognito-local/lib/services/index.js';
import type { UserPool } from 'cognito-local/lib/services/userPoolService.js';
import { isSupportedTarget } from 'cognito-local/lib/targets/Target.js';
import type { KeptState } from '../kept-state.ts';
import { physicalName, userPoolArn, userPoolIssuer } from '../names.ts';
import type { Inbox, Place, Resource, UserPools } from '../types.ts';
import { correctedOperations } from './user-pool-operations.ts';
import type { Operation, Sending } from './user-pool-operations.ts';
import { CognitoProblem } from './user-pool-problem.ts';
import { LocalPools } from './user-pool-store.ts';
import { openTokens } from './user-pool-tokens.ts';

export interface LocalUserPools extends UserPools {
  /** Creates or updates the pools, clients and groups among the resources. */
  addResources(resources: readonly Resource[]): Promise<void>;
}

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const logger = { ...silent, child: () => logger } as unknown as Context['logger'];
const context: Context = { logger };

const noTrigger = (): never => {
  throw new Error('Lambda triggers of user pools do not run on the laptop');
};

/** Opens the pools on kept state. Codes and temporary passwords go to the inbox; `now` is the shifted clock. */
export const openUserPools = (options: {
  state: KeptState;
  place: Place;
  now: () => Date;
  inbox: Inbox;
}): LocalUserPools => {
  const { state, place, now, inbox } = options;
  const clock = { get: now };
  const issuer = (userPoolId: string): string => userPoolIssuer(place, userPoolId);
  const pools = new LocalPools(state, clock);
  const tokens = openTokens({ sessions: state.map('cognito-sessions'), keys: state.map('cognito-keys'), now, issuer });

  const send = ({ pool, kind, attribute, to, code, username }: Sending): void => {
    const byMail = attribute === 'email';
    const { subject, text } = wording(pool.options, kind === 'AdminCreateUser', byMail);
    inbox.add({
      channel: byMail ? 'email' : 'sms',
      to,
      from: byMail ? (pool.options.EmailConfiguration?.From ?? 'no-reply@verificationemail.com') : undefined,
      subject: byMail ? subject : undefined,
      text: text.replaceAll('{####}', code).replaceAll('{username}', username),
      code,
      kind,
    });
  };
  const services: Services = {
    clock,
    cognito: pools,
    config: DefaultConfig,
    messages: {
      deliver: async (_context, kind, _clientId, userPoolId, user, code, _metadata, { AttributeName, Destination }) => {
        const pool = await pools.getUserPool(context, userPoolId);
        send({ pool, kind, attribute: AttributeName, to: Destination, code, username: user.Username });
      },
    },
    otp: () => String(Math.floor(Math.random() * 1_000_000)).padStart(6, '0'),
    tokenGenerator: tokens,
    triggers: {
      enabled: () => false,
      customMessage: noTrigger,
      customEmailSender: noTrigger,
      postAuthentication: noTrigger,
      postConfirmation: noTrigger,
      preSignUp: noTrigger,
      preTokenGeneration: noTrigger,
      userMigration: noTrigger,
    },
  };
  const router = Router(services);
  const library = (operation: string): Operation => (_context, request) => router(operation)(context, request);
  const corrected = correctedOperations({ pools, tokens, clock, send, library });

  return {
    jwks: tokens.jwks,
    issuer,
    call: async (operation, input) => {
      const own = Object.hasOwn(corrected, operation) ? corrected[operation] : undefined;
      if (own === undefined && !isSupportedTarget(operation)) {
        throw new CognitoProblem('InvalidAction', `The local user pool does not know the operation ${operation}`);
      }
      return (own ?? library(operation))(context, input);
    },
    addResources: async (resources) => {
      const of = (type: string): Resource[] => resources.filter((resource) => resource.type === type);
      for (const resource of of('AWS::Cognito::UserPool')) {
        await pools.createUserPool(context, poolOptions(resource, place));
      }
      for (const resource of of('AWS::Cognito::UserPoolClient')) {
        const pool = await pools.getUserPool(context, String(resource.properties.UserPoolId));
        const ClientId = physicalName(resource, place);
        const kept = (await pools.getAppClient(context, ClientId))?.ClientSecret;
        await pool.saveAppClient(context, {
          ...(resource.properties as Partial<AppClient>),
          UserPoolId: pool.options.Id,
          ClientId,
          ...(resource.properties.GenerateSecret === true
            && { ClientSecret: kept ?? randomBytes(38).toString('base64url') }),
          ClientName: String(resource.properties.ClientName ?? resource.logicalId),
          CreationDate: now(),
          LastModifiedDate: now(),
        });
      }
      for (const resource of of('AWS::Cognito::UserPoolGroup')) {
        const pool = await pools.getUserPool(context, String(resource.properties.UserPoolId));
        const GroupName = physicalName(resource, place);
        if ((await pool.getGroupByGroupName(context, GroupName)) !== null) continue;
        await pool.saveGroup(context, { GroupName, CreationDate: now(), LastModifiedDate: now() });
      }
    },
  };
};

const poolOptions = (resource: Resource, place: Place): UserPool => {
  const { LambdaConfig, Schema, UserPoolName, ...rest } = resource.properties;
  if (LambdaConfig !== undefined && Object.keys(LambdaConfig as object).length > 0) noTrigger();
  const id = physicalName(resource, place);
  const custom = ((Schema ?? []) as { Name: string; AttributeDataType?: string; Mutable?: boolean }[])
    .filter(({ Name }) => USER_POOL_AWS_DEFAULTS.SchemaAttributes?.every((known) => known.Name !== Name) === true)
    .map((attribute) => ({ ...attribute, Name: `custom:${attribute.Name}` }));
  return {
    ...USER_POOL_AWS_DEFAULTS,
    ...(rest as Partial<UserPool>),
    SchemaAttributes: [...(USER_POOL_AWS_DEFAULTS.SchemaAttributes ?? []), ...custom],
    Name: String(UserPoolName ?? resource.logicalId),
    Id: id,
    Arn: userPoolArn(place, id),
  };
};

const wording = (options: UserPool, invitation: boolean, byMail: boolean): { subject: string; text: string } => {
  const invite = options.AdminCreateUserConfig?.InviteMessageTemplate;
  const template = options.VerificationMessageTemplate;
  if (invitation) {
    return {
      subject: invite?.EmailSubject ?? 'Your temporary password',
      text: (byMail ? invite?.EmailMessage : invite?.SMSMessage)
        ?? 'Your username is {username} and temporary password is {####}.',
    };
  }
  return {
    subject: template?.EmailSubject ?? options.EmailVerificationSubject ?? 'Your verification code',
    text: (byMail
      ? (template?.EmailMessage ?? options.EmailVerificationMessage)
      : (template?.SmsMessage ?? options.SmsVerificationMessage)) ?? 'Your confirmation code is {####}.',
  };
};
