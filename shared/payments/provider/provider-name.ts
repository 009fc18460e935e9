import * as z from 'zod';

/** The institutions that money comes and goes through. */
export type ProviderName = z.infer<typeof ProviderName>;
export const ProviderName = z.enum(['sandbox']);
