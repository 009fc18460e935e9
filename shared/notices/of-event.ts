import type { EventDeclaration } from '../kernel/events.ts';
import type { Notice } from '../kernel/policy/notice.ts';
import { notices } from './declared.ts';

/** The notices of one event: several can tell of it, each to somebody else. */
export const noticesOf = ({ eventName }: Pick<EventDeclaration, 'eventName'>): Notice[] =>
  notices.filter(({ on }) => on.eventName === eventName);
