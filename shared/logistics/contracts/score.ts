import * as z from 'zod';
import { Total } from '../../kernel/values/money.ts';
import { CarrierName } from '../carriers/carrier.ts';

const Points = z.int().min(0).max(100);

/** How a carrier stands for one parcel, of a hundred for each criterion. */
export type CarrierScore = z.infer<typeof CarrierScore>;
export const CarrierScore = z.object({
  carrier: CarrierName,
  total: Points,
  coverage: Points.meta({ description: 'Whether anything is agreed for the country' }),
  swiftness: Points.meta({ description: 'The fastest has a hundred' }),
  quality: Points.meta({
    description: 'In time, unharmed and well spoken of; as was promised where too little is known',
  }),
  cheapness: Points.meta({ description: 'The cheapest has a hundred' }),
  transitDays: z.number().optional().meta({ description: 'Days that it takes, on average or as agreed' }),
  price: Total.optional().meta({ description: 'What it costs by its contract' }),
}).meta({ id: 'CarrierScore' });

/** How the carriers stood when one was chosen for a shipment, the best first, by which version of the weights. */
export interface CarrierChoice {
  readonly rulesVersion: number;
  readonly scores: readonly CarrierScore[];
}

/** The best of those with which something is agreed for the country; none where nothing is with anybody. */
export const bestOf = (scores: readonly CarrierScore[]): CarrierScore | undefined =>
  scores.find(({ coverage }) => coverage > 0);
