import { days } from '../kernel/values/clock.ts';

/** How long a proposal waits for a second person; one that is to begin earlier waits no longer than it can be approved. */
export const approvalWindow = days(14);

/** Who may look at the rulebooks. Each says itself who may propose and approve. */
export const staff = ['operator', 'finance', 'reviewer', 'support', 'arbitrator', 'admin'] as const;
