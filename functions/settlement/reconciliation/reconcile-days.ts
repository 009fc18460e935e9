import { schedule } from '../../../shared/kernel/doors/schedule.ts';
import { askForNextDay } from '../../../shared/settlement/reconciliation/ask-reconciliation.ts';

/** Whoever ends with a day asks for the next one. The days are the provider's: UTC days. */
export const { contract, handler } = schedule({
  summary:
    "Has the provider's statements compared with the ledger, beginning with the first day that is over and has not been compared.",
  every: 'day',
  at: '05:00',
  touches: [askForNextDay],
}, ({ now }) => askForNextDay(now));
