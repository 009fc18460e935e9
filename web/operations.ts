// Made by `npm run generate` from the contracts of the endpoints. Types only: nothing of this is in a bundle.
import type { contract as confirmRegistration } from '../functions/identity/confirm-registration.ts';
import type { contract as getProfile } from '../functions/identity/get-profile.ts';
import type { contract as refreshSession } from '../functions/identity/refresh-session.ts';
import type { contract as register } from '../functions/identity/register.ts';
import type { contract as resendCode } from '../functions/identity/resend-code.ts';
import type { contract as signIn } from '../functions/identity/sign-in.ts';
import type { contract as signOut } from '../functions/identity/sign-out.ts';
import type { contract as updateProfile } from '../functions/identity/update-profile.ts';

/** Every operation of the API by its method and path. */
export interface Operations {
  'POST /shop/v1/registrations/confirm': typeof confirmRegistration;
  'GET /shop/v1/profile': typeof getProfile;
  'POST /shop/v1/sessions/refresh': typeof refreshSession;
  'POST /shop/v1/registrations': typeof register;
  'POST /shop/v1/registrations/resend': typeof resendCode;
  'POST /shop/v1/sessions': typeof signIn;
  'POST /shop/v1/sessions/end': typeof signOut;
  'PATCH /shop/v1/profile': typeof updateProfile;
}
