/** What an S3 request wants to do, as IAM sees it. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Access } from '../iam.ts';
import { bucketArn } from '../names.ts';

export interface BucketRequest {
  readonly bucket: string;
  /** Empty for a request about the bucket itself. */
  readonly key: string;
  readonly query: URLSearchParams;
  /** The first is what the request is about; a copy also reads its source. */
  readonly accesses: readonly [Access, ...Access[]];
}

/** Reads method, address and headers of a request whose bucket is in the path. */
export const bucketRequest = (method: string, url: string, headers: IncomingHttpHeaders): BucketRequest => {
  const { pathname, searchParams: query } = new URL(url, 'http://local');
  const [, bucket = '', ...rest] = pathname.split('/');
  const key = decodeURIComponent(rest.join('/'));
  const action = actionOf(method, key, query);
  const prefix = query.get('prefix');
  const about: Access = {
    action,
    // Many keys are deleted by one POST to the bucket, which names them in its body.
    resource: `${bucketArn(bucket)}${key !== '' ? `/${key}` : action === 's3:DeleteObject' ? '/*' : ''}`,
    ...(prefix !== null && { context: { 's3:prefix': [prefix] } }),
  };
  const source = headers['x-amz-copy-source'];
  if (typeof source !== 'string') return { bucket, key, query, accesses: [about] };
  const [, from = ''] = /^\/?([^?]+)/.exec(decodeURIComponent(source)) ?? [];
  return { bucket, key, query, accesses: [about, { action: 's3:GetObject', resource: bucketArn(from) }] };
};

const actionOf = (method: string, key: string, query: URLSearchParams): string => {
  const reads = method === 'GET' || method === 'HEAD';
  if (key === '') {
    if (reads) return query.has('versions') ? 's3:ListBucketVersions' : 's3:ListBucket';
    if (method === 'POST') return 's3:DeleteObject';
    return method === 'PUT' ? 's3:CreateBucket' : 's3:DeleteBucket';
  }
  const version = query.has('versionId') ? 'Version' : '';
  if (reads) return `s3:GetObject${version}`;
  if (method === 'DELETE') return query.has('uploadId') ? 's3:AbortMultipartUpload' : `s3:DeleteObject${version}`;
  return 's3:PutObject';
};
