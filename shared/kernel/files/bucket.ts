import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import * as z from 'zod';
import { operation, type BucketName } from '../doors/access.ts';
import { env } from '../env.ts';
import { seconds } from '../values/clock.ts';
import { invocation } from '../doors/invocation.ts';
import { remembered } from '../store/remembered.ts';

let client: S3Client | undefined;
const s3 = (): S3Client => (client ??= new S3Client({ maxAttempts: 3, forcePathStyle: true }));
const nameOf = (bucket: BucketName): string => env(`BUCKET_${bucket.toUpperCase()}`);

/** What a client needs to upload a file by itself: a form to post, with the file as its last field. */
export type UploadTicket = z.infer<typeof UploadTicket>;
export const UploadTicket = z.object({ url: z.url(), fields: z.record(z.string(), z.string()), key: z.string() });

/** The SHA-256 of a file that is going to be uploaded. */
export const Sha256 = z.string().regex(/^[A-Za-z0-9+/]{43}=$/).meta({
  description: 'SHA-256 of the file, in base64: no other content can be uploaded',
});

interface UploadRules {
  contentType: string;
  /** Bytes; the signature refuses a larger file. */
  maxBytes: number;
  /** Of what is going to be looked at by a reviewer, so that nothing else takes its place while the form is good. */
  sha256?: string;
}

/** Seconds for which a signed address is good. */
const signatureLife = 900;

/** Seconds: an address is the same for so long, so that a browser's cache knows the image, and the page's ETag holds. */
const signedAnewAfter = 300;

/** What S3 answers, or undefined for a file that is not there. */
const unlessAbsent = async <R>(ask: () => Promise<R>): Promise<R | undefined> => {
  try {
    return await ask();
  } catch (error) {
    // To who may not list the bucket, S3 says of what is not there that it is forbidden.
    if (error instanceof S3ServiceException && [403, 404].includes(error.$metadata.httpStatusCode ?? 0)) {
      return undefined;
    }
    throw error;
  }
};

/**
 * The operations on one part of one bucket: `files('documents', 'merchants')` is everything below `merchants/`. Mark
 * the call with `/* @__PURE__ *\/`, so that a use case that needs no file of the store carries no S3 client in its
 * bundle.
 */
export const files = (bucket: BucketName, folder: string) => {
  const grant = (action: 'GetObject' | 'PutObject' | 'ListBucket') =>
    [{ on: 'bucket', bucket, actions: [action], prefix: `${folder}/*` }] as const;
  const below = (path: string): string => `${folder}/${path}`;
  /** Signing takes longer than reading, and a list shows as many pictures as things. */
  const signed = remembered(
    seconds(signedAnewAfter),
    10_000,
    (path: string, at: string) =>
      getSignedUrl(s3(), new GetObjectCommand({ Bucket: nameOf(bucket), Key: below(path) }), {
        signingDate: new Date(at),
        expiresIn: signatureLife + signedAnewAfter,
      }),
  );
  return {
    /**
     * Lets a client upload one file itself. Type, size and content, where it is named, are part of the signature: S3
     * refuses anything else.
     */
    ticket: operation(
      `${bucket}.${folder}.ticket`,
      grant('PutObject'),
      async (path: string, { contentType, maxBytes, sha256 }: UploadRules): Promise<UploadTicket> => {
        const { url, fields } = await createPresignedPost(s3(), {
          Bucket: nameOf(bucket),
          Key: below(path),
          Expires: signatureLife,
          Fields: {
            'Content-Type': contentType,
            ...(sha256 && { 'x-amz-checksum-algorithm': 'SHA256', 'x-amz-checksum-sha256': sha256 }),
          },
          Conditions: [['eq', '$Content-Type', contentType], ['content-length-range', 1, maxBytes]],
        });
        return { url, fields, key: below(path) };
      },
    ),

    /** Bytes of a file, or undefined when it has not been uploaded. */
    size: operation(
      `${bucket}.${folder}.size`,
      grant('GetObject'),
      async (path: string): Promise<number | undefined> =>
        (await unlessAbsent(() => s3().send(new HeadObjectCommand({ Bucket: nameOf(bucket), Key: below(path) }))))
          ?.ContentLength,
    ),

    /** An address from which a client can download the file for at least 15 minutes. */
    link: operation(
      `${bucket}.${folder}.link`,
      grant('GetObject'),
      (path: string): Promise<string> => {
        const now = Date.parse(invocation().now);
        return signed(path, new Date(now - (now % seconds(signedAnewAfter))).toISOString());
      },
    ),

    /** A file of moderate size and its type, or undefined when it has not been uploaded. */
    whole: operation(
      `${bucket}.${folder}.whole`,
      grant('GetObject'),
      async (path: string): Promise<{ bytes: Buffer; contentType: string } | undefined> => {
        const found = await unlessAbsent(
          () => s3().send(new GetObjectCommand({ Bucket: nameOf(bucket), Key: below(path) })),
        );
        return found && {
          bytes: Buffer.from(await found.Body!.transformToByteArray()),
          contentType: found.ContentType ?? '',
        };
      },
    ),

    /** A file as a stream of bytes. */
    read: operation(
      `${bucket}.${folder}.read`,
      grant('GetObject'),
      async (path: string): Promise<AsyncIterable<Uint8Array>> =>
        (await s3().send(new GetObjectCommand({ Bucket: nameOf(bucket), Key: below(path) })))
          .Body as unknown as AsyncIterable<Uint8Array>,
    ),

    /** Writes a file. @param cacheControl for how long anyone may keep it */
    write: operation(
      `${bucket}.${folder}.write`,
      grant('PutObject'),
      async (
        path: string,
        content: string | Uint8Array,
        contentType: string,
        cacheControl?: string,
      ): Promise<void> => {
        await s3().send(
          new PutObjectCommand({
            Bucket: nameOf(bucket),
            Key: below(path),
            Body: content,
            ContentType: contentType,
            ...(cacheControl && { CacheControl: cacheControl }),
            ChecksumAlgorithm: 'SHA256',
          }),
        );
      },
    ),

    /** Writes a file unless there is one already. Returns whether it did. */
    writeOnce: operation(
      `${bucket}.${folder}.write-once`,
      grant('PutObject'),
      async (path: string, content: string, contentType: string): Promise<boolean> => {
        try {
          await s3().send(
            new PutObjectCommand({
              Bucket: nameOf(bucket),
              Key: below(path),
              Body: content,
              ContentType: contentType,
              ChecksumAlgorithm: 'SHA256',
              IfNoneMatch: '*',
            }),
          );
          return true;
        } catch (error) {
          if (error instanceof Error && error.name === 'PreconditionFailed') return false;
          throw error;
        }
      },
    ),

    /** The files below a path, in order of their names. */
    list: operation(
      `${bucket}.${folder}.list`,
      grant('ListBucket'),
      async (path: string): Promise<{ path: string; bytes: number }[]> => {
        const found: { path: string; bytes: number }[] = [];
        let ContinuationToken: string | undefined;
        do {
          const { Contents = [], NextContinuationToken } = await s3().send(
            new ListObjectsV2Command({
              Bucket: nameOf(bucket),
              Prefix: below(path),
              ...(ContinuationToken && { ContinuationToken }),
            }),
          );
          found.push(...Contents.map(({ Key, Size = 0 }) => ({ path: Key!.slice(folder.length + 1), bytes: Size })));
          ContinuationToken = NextContinuationToken;
        } while (ContinuationToken);
        return found;
      },
    ),
  };
};
