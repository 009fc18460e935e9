import { aggregate } from '../../kernel/store/aggregate.ts';
import type { Sites } from './site.ts';

export const sites = aggregate<Sites>({ name: 'sites', prefix: 'WAREHOUSE-SITES' });
