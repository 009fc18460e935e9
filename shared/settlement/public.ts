/** What other contexts may use of settlement. Its events are in events.ts. */
export { givenBack } from './earning.ts';
export { reversed } from './reversal.ts';
export { debts } from './debts/debt-store.ts';
export { earnings } from './store.ts';
