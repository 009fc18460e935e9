import { create } from '../../kit/screen.ts';

export default create('POST /operator/v1/carrier-contracts');
