import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { ADMIN_ACCESS_KEY, LOCAL_SECRET, type Place } from '../types.ts';

/** Reads what lies in a bucket as the local cloud's own. Rejects nothing that is not there: its answer says so. */
export const readObject = ({ region, endpointUrl }: Place, now: () => number) => {
  const s3 = new S3Client({
    region,
    endpoint: endpointUrl,
    forcePathStyle: true,
    credentials: { accessKeyId: ADMIN_ACCESS_KEY, secretAccessKey: LOCAL_SECRET },
  });
  return async (bucket: string, key: string, range?: string): Promise<Response> =>
    fetch(
      await getSignedUrl(s3, new GetObjectCommand({ Bucket: bucket, Key: key }), { signingDate: new Date(now()) }),
      { headers: range ? { range } : {} },
    );
};
