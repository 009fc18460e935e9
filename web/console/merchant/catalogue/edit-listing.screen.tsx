import { edit } from '../../kit/screen.ts';
import { CheckListing } from './check-listing.tsx';

export default edit('PUT /merchant/v1/listings/{listingId}', {
  from: 'GET /merchant/v1/listings/{listingId}',
  // What is to become of a listing on sale is written on, where there is any of it.
  values: ({ images, video, skus, revision, ...listing }) =>
    revision?.content ?? {
      ...listing,
      ...(video && { video: video.videoId }),
      images: images.map(({ imageId }) => imageId),
      skus: skus.map(({ skuId: _, nextPrice: __, ...sku }) => sku),
    },
  below: CheckListing,
});
