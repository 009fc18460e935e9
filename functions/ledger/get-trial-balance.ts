import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { balanceAt, readingBalance } from '../../shared/ledger/day-store.ts';
import { TrialBalance } from '../../shared/ledger/trial-balance.ts';

export const { contract, handler } = endpoint({
  summary: 'Shows the balance of every account, and that all of them together are zero.',
  route: 'GET /v1/ledger/trial-balance',
  audience: 'operator',
  callers: ['finance', 'admin'],
  answer: { 200: TrialBalance },
  touches: [readingBalance],
  timeout: 29_000,
  memory: 1024,
}, ({ now, calendar }) => balanceAt(now, calendar));
