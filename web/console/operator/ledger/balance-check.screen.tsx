import { detail } from '../../kit/screen.ts';

export default detail('GET /operator/v1/ledger/balance-check');
