/** The user pool itself: with an administrator's key, and as anybody on the internet reaches it. */
import {
  CognitoIdentityProviderClient,
  ListUserPoolClientsCommand,
  ListUserPoolsCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { inject } from 'vitest';
import { ADMIN_ACCESS_KEY, LOCAL_SECRET } from '../../local/services/types.ts';

const at = {
  region: 'us-east-1',
  get endpoint() {
    return inject('cloud').aws;
  },
};

/** With a key that may do everything. */
export const asAdministrator = (): CognitoIdentityProviderClient =>
  new CognitoIdentityProviderClient({
    region: at.region,
    endpoint: at.endpoint,
    credentials: { accessKeyId: ADMIN_ACCESS_KEY, secretAccessKey: LOCAL_SECRET },
  });

/** Without any key: operations that Cognito does not ask to be signed. */
export const asAnybody = (): CognitoIdentityProviderClient =>
  new CognitoIdentityProviderClient({
    region: at.region,
    endpoint: at.endpoint,
    credentials: { accessKeyId: 'NOBODY', secretAccessKey: 'nothing' },
  });

/** Which pool and client there are: no secret on AWS either. */
export const poolIds = async (): Promise<{ UserPoolId: string; ClientId: string }> => {
  const { UserPools: [pool] = [] } = await asAdministrator().send(new ListUserPoolsCommand({ MaxResults: 10 }));
  const UserPoolId = pool!.Id!;
  const { UserPoolClients: [client] = [] } = await asAdministrator().send(
    new ListUserPoolClientsCommand({ UserPoolId, MaxResults: 10 }),
  );
  return { UserPoolId, ClientId: client!.ClientId! };
};
