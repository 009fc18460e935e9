import { CognitoError } from 'cognito-local/lib/errors.js';

/** A refusal as Cognito words it; `code` is the exception's name. */
export class CognitoProblem extends CognitoError {
  constructor(code: string, message: string) {
    super(code, message);
    this.name = code;
  }
}
