import * as z from 'zod';
import { sender } from '../kernel/doors/job.ts';
import { Login } from './account.ts';

/** A one-time code that somebody has asked for, without saying who he is. */
export type CodeToSend = z.infer<typeof CodeToSend>;
export const CodeToSend = z.object({
  login: Login,
  purpose: z.enum(['registration', 'registration-again', 'password-reset']),
});

/**
 * Asks for a code to be sent. Whether there is anybody to send it to is found out behind the queue, so that neither an
 * answer nor its time tells who has an account.
 */
export const codesToSend = sender('user-pool', 'identity/send-code', CodeToSend);
