import * as z from 'zod';
import { rulebook, whole } from '../kernel/policy/rulebook.ts';

/** What counts how much when warehouses are chosen for an order. Only their ratio matters. */
export const allocationWeights = rulebook(
  'allocation-weights',
  1,
  z.strictObject({
    distance: whole(1, 100).describe('That the warehouse is near the buyer'),
    cost: whole(0, 100).describe('That a parcel from it costs the shop little'),
    stock: whole(0, 100).describe('That it has much of what is wanted'),
  }),
  { distance: 50, cost: 30, stock: 20 },
  {
    summary: 'What counts how much when the goods of an order are allocated to the warehouses of its shop.',
    propose: ['operator', 'admin'],
  },
);
export type AllocationWeights = typeof allocationWeights.byDefault;
