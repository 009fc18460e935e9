import { aggregate } from '../../kernel/store/aggregate.ts';
import type { Habits } from './habits.ts';

export const habitsOf = aggregate<Habits>({ name: 'habits', prefix: 'HABITS' });
