import { createHash } from 'node:crypto';
import type { AccountId } from '../../kernel/values/ids.ts';
import type { ImageOwner } from '../pictures/picture-address.ts';

/** Below which the pictures of one person's ads lie: a name of their own, from which nobody learns the account. */
export const ofPerson = (accountId: AccountId): ImageOwner =>
  `person-${createHash('sha256').update(`ads of ${accountId}`).digest('hex').slice(0, 24)}`;
