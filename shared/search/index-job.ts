import * as z from 'zod';
import { ListingId } from '../catalogue/public.ts';
import { sender } from '../kernel/doors/job.ts';

const message = z.strictObject({ listingId: ListingId });

/** The way to the job that has searches follow one listing. */
export const indexing = { message, send: sender('house', 'search/index-listing', message) };
