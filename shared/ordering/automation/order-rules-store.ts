import { aggregate } from '../../kernel/store/aggregate.ts';
import type { OrderRules } from './order-rules.ts';

export const orderRules = aggregate<OrderRules>({ name: 'order-rules', prefix: 'ORDER-RULES' });
