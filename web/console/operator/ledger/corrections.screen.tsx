import { list } from '../../kit/screen.ts';

/** What was decided about. What is proposed waits at its desk. */
export default list('GET /operator/v1/ledger/corrections', {
  columns: ['proposedAt', 'state', 'corrects', 'postings', 'reason', 'proposedBy', 'decidedBy'],
  filters: ['state'],
  create: ['POST /operator/v1/ledger/corrections'],
});
