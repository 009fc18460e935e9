/** What other contexts may use of the rulebooks' decisions. Their events are in events.ts. */
export { rulebookProposalDesk } from './desk.ts';
