/** Cognito's exceptions, in its own words. */
import { CognitoError } from 'cognito-local/lib/errors.js';

/** A refusal as Cognito words it; `code` is the exception's name. */
export class CognitoProblem extends CognitoError {
  constructor(code: string, message: string) {
    super(code, message);
    this.name = code;
  }
}

export const invalidParameter = (message: string): CognitoProblem =>
  new CognitoProblem('InvalidParameterException', message);
export const notAuthorized = (message: string): CognitoProblem => new CognitoProblem('NotAuthorizedException', message);
export const wrongPassword = (): CognitoProblem => notAuthorized('Incorrect username or password.');
export const userNotFound = (): CognitoProblem => new CognitoProblem('UserNotFoundException', 'User does not exist.');
export const expiredCode = (): CognitoProblem =>
  new CognitoProblem('ExpiredCodeException', 'Invalid code provided, please request a code again.');

/** The value, or the exception that says it is missing. */
export const required = (value: string | undefined, name: string): string => {
  if (typeof value === 'string' && value !== '') return value;
  throw invalidParameter(`Missing required parameter ${name}`);
};
