import * as z from 'zod';

/** What a shipment waits for: to be booked, to be picked up, to arrive. */
export type Phase = z.infer<typeof Phase>;
export const Phase = z.enum(['opened', 'booked', 'travelling']);

/**
 * Why a person has to look at a shipment. `refused`: by the carrier, or it is more than any is asked to carry.
 * `unwanted`: it travels although it was called off.
 */
export type TroubleReason = z.infer<typeof TroubleReason>;
export const TroubleReason = z.enum(['dispatch-missing', 'refused', 'carrier-exception', 'unwanted', 'overdue']);

/** Grams that one package weighs, at the most. */
export const parcelLimit = 30_000;

/**
 * Packages that a carrier is asked to carry at once: 30 t, a lorry full. They are kept with their shipment and named
 * one by one in its booking, some 20 kB of either; tens of thousands would fit neither an item nor a request.
 */
export const maxParcels = 1000;

/**
 * The most that a kilogram's freight costs, in minor units: so the heaviest cart comes to a sum that can be paid
 * (shared/ordering/policy.ts).
 */
export const maxRatePerKg = 1e6;

/** Freight quotes of one buyer that may wait for their shops at once: each asks a person there for an answer. */
export const maxOpenQuotes = 10;
