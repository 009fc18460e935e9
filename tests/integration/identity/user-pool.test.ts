/** The pool is on the internet beside our doors: what anybody can do there with all that is public. */
import {
  ChangePasswordCommand,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  DeleteUserAttributesCommand,
  DeleteUserCommand,
  ForgotPasswordCommand,
  GetTokensFromRefreshTokenCommand,
  GetUserAttributeVerificationCodeCommand,
  GetUserCommand,
  GlobalSignOutCommand,
  InitiateAuthCommand,
  ResendConfirmationCodeCommand,
  RespondToAuthChallengeCommand,
  RevokeTokenCommand,
  SignUpCommand,
  UpdateUserAttributesCommand,
  VerifyUserAttributeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { ulid } from 'ulid';
import { beforeAll, describe, expect, it } from 'vitest';
import { inboxOf } from '../../support/control.ts';
import { anyone, person } from '../../support/people.ts';
import { asAnybody, poolIds } from '../../support/user-pool.ts';

const pool = asAnybody();
let known: { login: string; password: string; token: string; refreshToken: string };
let ClientId: string;

beforeAll(async () => {
  const { login, password } = await person();
  const { accessToken, refreshToken } = await anyone()('POST /shop/v1/sessions', { login, password });
  known = { login, password, token: accessToken, refreshToken: refreshToken! };
  ({ ClientId } = await poolIds());
});

describe("without the client's secret", () => {
  const stranger = `stranger-${ulid().toLowerCase()}@example.com`;
  const attributes = [{ Name: 'email', Value: stranger }];
  it.each([
    [
      'SignUp',
      (secret: object) =>
        new SignUpCommand({
          ClientId,
          Username: stranger,
          Password: 'Some-Horse-1',
          UserAttributes: attributes,
          ...secret,
        }),
    ],
    [
      'ConfirmSignUp',
      (secret: object) =>
        new ConfirmSignUpCommand({ ClientId, Username: known.login, ConfirmationCode: '123456', ...secret }),
    ],
    [
      'ResendConfirmationCode',
      (secret: object) => new ResendConfirmationCodeCommand({ ClientId, Username: known.login, ...secret }),
    ],
    ['ForgotPassword', (secret: object) => new ForgotPasswordCommand({ ClientId, Username: known.login, ...secret })],
    ['ConfirmForgotPassword', (secret: object) =>
      new ConfirmForgotPasswordCommand({
        ClientId,
        Username: known.login,
        ConfirmationCode: '123456',
        Password: 'Some-Horse-1',
        ...secret,
      })],
  ])('%s is refused, and sends nothing', async (_, request) => {
    const before = await inboxOf(known.login);
    for (const secret of [{}, { SecretHash: 'd3Jvbmc=' }]) {
      await expect(pool.send(request(secret) as SignUpCommand)).rejects.toMatchObject({
        name: 'NotAuthorizedException',
        message: expect.stringMatching(/secret/i),
      });
    }
    expect(await inboxOf(known.login)).toEqual(before);
    expect(await inboxOf(stranger)).toEqual([]);
  });

  it.each([
    ['InitiateAuth', () =>
      new InitiateAuthCommand({
        ClientId,
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: known.login, PASSWORD: known.password },
      })],
    ['RespondToAuthChallenge', () =>
      new RespondToAuthChallengeCommand({
        ClientId,
        ChallengeName: 'NEW_PASSWORD_REQUIRED',
        ChallengeResponses: { USERNAME: known.login, NEW_PASSWORD: 'Some-Horse-1' },
        Session: 'a session of nobody, but long enough',
      })],
    [
      'GetTokensFromRefreshToken',
      () => new GetTokensFromRefreshTokenCommand({ ClientId, RefreshToken: known.refreshToken }),
    ],
    ['RevokeToken', () => new RevokeTokenCommand({ ClientId, Token: known.refreshToken })],
  ])('%s is refused, even with what is right otherwise', async (_, request) => {
    await expect(pool.send(request() as InitiateAuthCommand)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: expect.stringMatching(/secret/i),
    });
  });
});

describe('with the token of a session', () => {
  it.each([
    ['GetUser', (AccessToken: string) => new GetUserCommand({ AccessToken })],
    [
      'UpdateUserAttributes',
      (AccessToken: string) =>
        new UpdateUserAttributesCommand({
          AccessToken,
          UserAttributes: [{ Name: 'email', Value: 'other@example.com' }],
        }),
    ],
    [
      'DeleteUserAttributes',
      (AccessToken: string) => new DeleteUserAttributesCommand({ AccessToken, UserAttributeNames: ['email'] }),
    ],
    [
      'GetUserAttributeVerificationCode',
      (AccessToken: string) => new GetUserAttributeVerificationCodeCommand({ AccessToken, AttributeName: 'email' }),
    ],
    [
      'VerifyUserAttribute',
      (AccessToken: string) => new VerifyUserAttributeCommand({ AccessToken, AttributeName: 'email', Code: '123456' }),
    ],
    [
      'ChangePassword',
      (AccessToken: string) =>
        new ChangePasswordCommand({ AccessToken, PreviousPassword: known.password, ProposedPassword: 'Some-Horse-1' }),
    ],
    ['GlobalSignOut', (AccessToken: string) => new GlobalSignOutCommand({ AccessToken })],
    ['DeleteUser', (AccessToken: string) => new DeleteUserCommand({ AccessToken })],
  ])('%s is refused: it opens our doors alone', async (_, request) => {
    await expect(pool.send(request(known.token) as GetUserCommand)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
    const { login, password } = known;
    expect((await anyone()('POST /shop/v1/sessions', { login, password })).accessToken).toMatch(/^ey/);
  });

  it('nobody learns an address or a number', () => {
    const claims = Buffer.from(known.token.split('.')[1]!, 'base64url').toString();
    expect(claims).not.toContain(known.login);
    expect(JSON.parse(claims)).toMatchObject({ token_use: 'id', auth_time: expect.any(Number) });
  });
});
