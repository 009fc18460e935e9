import { detail } from '../../kit/screen.ts';

export default detail('GET /merchant/v1/statements/{statementId}', {
  downloads: ['GET /merchant/v1/statements/{statementId}/file'],
});
