import { aggregate } from '../kernel/store/aggregate.ts';
import type { KeptMeans } from './means.ts';

export const keptMeans = aggregate<KeptMeans>({ name: 'kept-means', prefix: 'KEPT-MEANS' });
