/** Cognito user pools behind the gate. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { CognitoError } from 'cognito-local/lib/errors.js';
import type { Gate } from '../gate.ts';
import { answerError, answerJson, readJson } from '../http-answers.ts';
import { userPoolArn } from '../names.ts';
import type { Place, UserPools } from '../types.ts';

/** Operations that Cognito takes without a signature: whoever knows a client id may call them. */
const unsignedOperations: ReadonlySet<string> = new Set([
  'SignUp',
  'ConfirmSignUp',
  'ResendConfirmationCode',
  'InitiateAuth',
  'RespondToAuthChallenge',
  'GetTokensFromRefreshToken',
  'RevokeToken',
  'GlobalSignOut',
  'ForgotPassword',
  'ConfirmForgotPassword',
  'ChangePassword',
  'GetUser',
  'DeleteUser',
  'UpdateUserAttributes',
  'DeleteUserAttributes',
  'GetUserAttributeVerificationCode',
  'VerifyUserAttribute',
]);

/** Serves one operation. */
export const serveUserPool = async (
  { gate, place, userPools }: { gate: Gate; place: Place; userPools: UserPools },
  request: IncomingMessage,
  response: ServerResponse,
  accessKeyId: string | undefined,
  operation: string,
): Promise<void> => {
  const input = await readJson(request);
  if (!unsignedOperations.has(operation)) {
    if (accessKeyId === undefined) {
      return answerError(response, 400, 'MissingAuthenticationTokenException', 'Missing Authentication Token');
    }
    const access = { action: `cognito-idp:${operation}`, resource: userPoolArn(place, String(input.UserPoolId ?? '')) };
    if (gate.refuses(response, { accessKeyId, service: 'cognito-idp', operation }, [access])) return;
  }
  gate.count(accessKeyId, 'cognito-idp', operation);
  try {
    answerJson(response, 200, await userPools.call(operation, input));
  } catch (error) {
    if (!(error instanceof CognitoError)) throw error;
    answerError(response, 400, error.code, error.message);
  }
};
