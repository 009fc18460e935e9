import { Aws, Duration } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnUserPoolGroup,
  ClientAttributes,
  Mfa,
  UserPool,
  type UserPoolClient,
  UserPoolEmail,
} from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import type { Role } from '../../shared/kernel/doors/contract.ts';
import { accept } from './accept.ts';
import type { FoundationParts } from '../platform.ts';

const groups: Record<Role, string> = {
  buyer: 'Buys',
  merchant: 'Sells, through the shop that it works for',
  operator: 'Runs the marketplace: merchants, categories, orders',
  reviewer: 'Reviews listings and applications',
  finance: 'Settles, reconciles and exports',
  support: 'Helps buyers and merchants',
  arbitrator: 'Decides disputes',
  admin: 'Gives and takes roles',
};

/**
 * Who can sign in, by e-mail address or mobile number, and the one client through which our endpoints do it for them.
 */
export const platformUsers = (
  scope: Construct,
  { stage, at, removalPolicy }: FoundationParts,
): { pool: UserPool; client: UserPoolClient } => {
  const pool = new UserPool(scope, 'Users', {
    userPoolName: at.named('users'),
    signInAliases: { email: true, phone: true },
    autoVerify: { email: true, phone: true },
    signInCaseSensitive: false,
    selfSignUpEnabled: true,
    passwordPolicy: {
      minLength: 10,
      requireLowercase: true,
      requireUppercase: true,
      requireDigits: true,
      requireSymbols: false,
    },
    // An access token lets its holder set up a second factor at Cognito itself, which no endpoint could then ask for.
    mfa: Mfa.OFF,
    // A changed address takes the place of the old one when it has been verified, not before.
    keepOriginal: { email: true, phone: true },
    accountRecovery: AccountRecovery.EMAIL_AND_PHONE_WITHOUT_MFA,
    email: stage.mailDomain
      ? UserPoolEmail.withSES({
        fromEmail: stage.settings.MAIL_FROM,
        sesVerifiedDomain: stage.mailDomain,
        sesRegion: Aws.REGION,
      })
      : UserPoolEmail.withCognito(),
    deletionProtection: stage.keepData,
    removalPolicy,
  });
  accept(pool, 'COG1', 'Ten characters of three kinds: length is worth more than a symbol');
  accept(pool, 'COG2', 'Not until there is an endpoint that asks for the second factor');
  accept(pool, 'COG8', 'Threat protection is priced per user and month');
  accept(pool, 'IAM5[Resource::*]', 'A text message goes to a number, which is no resource');
  const client = pool.addClient('Client', {
    userPoolClientName: at.named('endpoints'),
    authFlows: { userPassword: true },
    // Without a secret anybody could register, ask for codes and guess at the pool itself, past the endpoints' limits.
    generateSecret: true,
    writeAttributes: new ClientAttributes().withStandardAttributes({ email: true, phoneNumber: true }),
    // A token says who somebody is by an id; address and number stay in the house.
    readAttributes: new ClientAttributes().withStandardAttributes({ lastUpdateTime: true }),
    accessTokenValidity: Duration.hours(1),
    idTokenValidity: Duration.hours(1),
    refreshTokenValidity: Duration.days(30),
    preventUserExistenceErrors: true,
    enableTokenRevocation: true,
    disableOAuth: true,
  });
  for (const [groupName, description] of Object.entries(groups)) {
    new CfnUserPoolGroup(scope, `Group-${groupName}`, { userPoolId: pool.userPoolId, groupName, description });
  }
  return { pool, client };
};
