import { edit } from '../../kit/screen.ts';
import { CheckListing } from './check-listing.tsx';

export default edit('PUT /merchant/v1/listings/{listingId}', {
  from: 'GET /merchant/v1/listings/{listingId}',
  values: ({ images, skus, ...listing }) => ({
    ...listing,
    images: images.map(({ imageId }) => imageId),
    skus: skus.map(({ skuId: _, nextPrice: __, ...sku }) => sku),
  }),
  below: CheckListing,
});
