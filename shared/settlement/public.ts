/** What other contexts may use of settlement. Its events are in events.ts. */
export { discrepancyDesk, unpaidPayoutDesk } from './desk.ts';
