import { command, detail } from '../../kit/screen.ts';

export default detail('GET /merchant/v1/skus/{skuId}/forecast', {
  commands: [
    command('PUT /merchant/v1/skus/{skuId}/supply', {
      start: ({ leadDays, coverDays, serviceLevel }) => ({ leadDays, coverDays, serviceLevel }),
    }),
  ],
  related: ['GET /merchant/v1/skus/{skuId}/demand'],
});
