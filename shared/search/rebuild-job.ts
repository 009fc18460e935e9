import * as z from 'zod';
import { sender } from '../kernel/doors/job.ts';
import { Instant } from '../kernel/values/clock.ts';

const message = z.strictObject({ orderedAt: Instant });

/** The way to the job that writes the index anew. */
export const rebuilds = { message, send: sender('parts', 'search/rebuild-index', message) };
