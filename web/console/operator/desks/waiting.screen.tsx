import { command, list } from '../../kit/screen.ts';

export default list('GET /operator/v1/waiting', {
  columns: ['desk', 'shows', 'waitedSeconds', 'resolveBy', 'breached', 'holder'],
  filters: ['list', 'desk'],
  // What is looked at as a whole before it is decided leads there at once; the desk's own page is beside it.
  open: ({ desk }) => {
    switch (desk) {
      case 'ad-reviews':
        return 'GET /operator/v1/ad-reviews/{adId}';
      case 'listing-reviews':
        return 'GET /operator/v1/listing-reviews/{listingId}';
      case 'applications':
        return 'GET /operator/v1/applications/{merchantId}';
      default:
        return 'GET /operator/v1/desks/{desk}/items/{itemId}';
    }
  },
  params: ({ itemId }) => ({ listingId: itemId, merchantId: itemId }),
  also: ['GET /operator/v1/desks/{desk}/items/{itemId}'],
  commands: [
    command('POST /operator/v1/desks/{desk}/items/{itemId}/take', {
      with: () => ({ over: undefined }),
      when: ({ holder, mayAct }) => mayAct && !holder,
      key: 't',
    }),
  ],
});
