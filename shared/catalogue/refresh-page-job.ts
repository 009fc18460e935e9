import * as z from 'zod';
import { sender } from '../kernel/doors/job.ts';
import { ListingId } from './listing.ts';

const message = z.strictObject({ listingId: ListingId });

/** The way to the job that refreshes one product page. */
export const pageRefreshes = { message, send: sender('house', 'catalogue/refresh-product-page', message) };
