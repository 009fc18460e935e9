import * as z from 'zod';
import { Instant } from '../kernel/values/clock.ts';

/** What can be reported of a parcel, in the order in which it usually happens. */
export type ScanStep = z.infer<typeof ScanStep>;
export const ScanStep = z.enum(['picked-up', 'in-transit', 'out-for-delivery', 'delivered', 'exception', 'returned']);

/** What a carrier reports: one of the steps, or something for which it has a word that we do not know. */
export type ReportedStep = z.infer<typeof ReportedStep>;
export const ReportedStep = z.enum([...ScanStep.options, 'unknown']);

/** What a carrier says has happened to a parcel that goes no further; `refused`: whom it was for did not take it. */
export type Mishap = z.infer<typeof Mishap>;
export const Mishap = z.enum(['lost', 'damaged', 'refused']);

/** One report on a parcel. Two reports of the same step at the same moment are one. */
export type Scan = z.infer<typeof Scan>;
export const Scan = z.object({
  step: ReportedStep,
  at: Instant,
  place: z.string().max(200),
  /** Of an exception: what has happened, where the carrier says so. */
  mishap: Mishap.optional(),
  /** The carrier's own word for an unknown step. */
  said: z.string().max(100).optional(),
});
