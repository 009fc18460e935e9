/**
 * What S3 does and fauxqs does not: signatures of presigned addresses and forms, conditional writes, versions.
 * Requests that pass go on to fauxqs, which knows bodies, ranges, checksums, multipart uploads and listings.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Gate } from './gate.ts';
import { readAll } from './http-answers.ts';
import type { Access } from './iam.ts';
import type { KeptMap } from './kept-state.ts';
import { bucketArn, physicalName } from './names.ts';
import type { FauxqsApp, BucketStore } from './queues-and-buckets.ts';
import { BadSignature, verifyPostPolicy, verifyPresigned } from './signed-requests.ts';
import type { Place, Resource } from './types.ts';

export interface BucketDoor {
  /** Serves one request; `signer` is the access key of its Authorization header, if it has one. */
  serve(request: IncomingMessage, response: ServerResponse, signer: string | undefined): Promise<void>;
  addResources(resources: readonly Resource[]): void;
}

/** An operation on S3 as IAM names it, taken from method and query. */
const actionOf = (method: string, key: string, query: URLSearchParams): string => {
  if (key === '') {
    if (method === 'GET' || method === 'HEAD') return query.has('versions') ? 's3:ListBucketVersions' : 's3:ListBucket';
    if (method === 'POST') return 's3:DeleteObject';
    return method === 'PUT' ? 's3:CreateBucket' : 's3:DeleteBucket';
  }
  const version = query.has('versionId') ? 'Version' : '';
  if (method === 'GET' || method === 'HEAD') return `s3:GetObject${version}`;
  if (method === 'DELETE') return query.has('uploadId') ? 's3:AbortMultipartUpload' : `s3:DeleteObject${version}`;
  return 's3:PutObject';
};

/** Opens the door in front of fauxqs. `current` keeps the id of each key's newest version; `now` judges expiry. */
export const openBucketDoor = (options: {
  app: FauxqsApp;
  buckets: BucketStore;
  current: KeptMap<string>;
  place: Place;
  now: () => Date;
  gate: Gate;
}): BucketDoor => {
  const { app, buckets, current, place, now, gate } = options;
  /** Whether the caller was refused and has its answer. */
  const refuses = (response: ServerResponse, accessKeyId: string, accesses: readonly Access[]): boolean => {
    const refusal = gate.refusal(accessKeyId, accesses);
    gate.count(accessKeyId, 's3', accesses[0]!.action.slice('s3:'.length), { refusal });
    if (refusal !== undefined) answerError(response, 403, 'AccessDenied', refusal.message);
    return refusal !== undefined;
  };
  const versioned = new Set<string>();
  const locked = new Set<string>();
  /** Version ids that the next write to a key will get. */
  const promised = new Map<string, string>();
  /** The last write to each key: conditional writes and versions need them one after the other. */
  const writes = new Map<string, Promise<void>>();

  const put = buckets.putObject.bind(buckets);
  buckets.putObject = (bucket, key, body, ...rest) => {
    const written = put(bucket, key, body, ...rest);
    const version = promised.get(`${bucket}/${key}`);
    if (version !== undefined) {
      put(versionsOf(bucket), `${key}/${version}`, body, ...rest);
      current.set(`${bucket}/${key}`, version);
    }
    return written;
  };

  const etagOf = (bucket: string, key: string): string | undefined => {
    try {
      return buckets.headObject(bucket, key).etag;
    } catch {
      return undefined; // fauxqs throws for what is not there
    }
  };

  const write = async (
    request: IncomingMessage,
    response: ServerResponse,
    bucket: string,
    key: string,
    pass: () => Promise<void> | void,
  ): Promise<void> => {
    const id = `${bucket}/${key}`;
    const before = writes.get(id);
    const ended = new Promise<void>((resolve) => response.once('close', resolve));
    writes.set(id, ended);
    void ended.then(() => {
      if (writes.get(id) === ended) writes.delete(id);
    });
    await before;
    const existing = etagOf(bucket, key);
    const { 'if-none-match': unless, 'if-match': only } = request.headers;
    if ((unless === '*' && existing !== undefined) || (only !== undefined && only !== existing)) {
      request.resume();
      return answerError(
        response,
        412,
        'PreconditionFailed',
        'At least one of the pre-conditions you specified did not hold',
      );
    }
    if (versioned.has(bucket)) {
      const version = randomBytes(16).toString('hex');
      promised.set(id, version);
      response.setHeader('x-amz-version-id', version);
      void ended.then(() => promised.delete(id));
    }
    await pass();
  };

  return {
    addResources: (resources) => {
      for (const resource of resources.filter(({ type }) => type === 'AWS::S3::Bucket')) {
        const name = physicalName(resource, place);
        const { VersioningConfiguration, ObjectLockEnabled } = resource.properties;
        if ((VersioningConfiguration as { Status?: string } | undefined)?.Status === 'Enabled') versioned.add(name);
        if (ObjectLockEnabled === true) locked.add(name);
        if (versioned.has(name)) buckets.createBucket(versionsOf(name));
      }
    },
    serve: async (request, response, signer) => {
      const { method = 'GET', url = '/', headers } = request;
      const { pathname, searchParams: query } = new URL(url, place.endpointUrl);
      const [, bucket = '', ...rest] = pathname.split('/');
      const key = decodeURIComponent(rest.join('/'));
      try {
        if (method === 'POST' && headers['content-type']?.startsWith('multipart/form-data') === true) {
          const body = await readAll(request);
          const form = await readForm(body, headers['content-type']);
          const accessKeyId = verifyPostPolicy(bucket, form.fields, form.size, now());
          const accesses = [{ action: 's3:PutObject', resource: `${bucketArn(bucket)}/${form.key}` }];
          if (refuses(response, accessKeyId, accesses)) return;
          return await write(request, response, bucket, form.key, async () => {
            const answer = await app.inject({ method, url, headers: headers as Record<string, string>, payload: body });
            response.writeHead(answer.statusCode, answer.headers as Record<string, string>).end(answer.rawPayload);
          });
        }
        const presigned = query.has('X-Amz-Signature');
        const accessKeyId = presigned ? verifyPresigned(method, url, headers, now()) : signer;
        if (accessKeyId === undefined)
          return answerError(response, 403, 'AccessDenied', 'Access Denied: the request is not signed');

        const action = actionOf(method, key, query);
        const resource = key === '' ? bucketArn(bucket) : `${bucketArn(bucket)}/${key}`;
        const prefix = query.get('prefix');
        const accesses: Access[] = [
          {
            action,
            resource: action === 's3:DeleteObject' && key === '' ? `${resource}/*` : resource,
            ...(prefix !== null && { context: { 's3:prefix': [prefix] } }),
          },
        ];
        const source = headers['x-amz-copy-source'];
        if (typeof source === 'string') {
          const [, from = ''] = /^\/?([^?]+)/.exec(decodeURIComponent(source)) ?? [];
          accesses.push({ action: 's3:GetObject', resource: bucketArn(from) });
        }
        if (refuses(response, accessKeyId, accesses)) {
          request.resume();
          return;
        }
        if (action === 's3:GetObject' && etagOf(bucket, key) === undefined) {
          // S3 tells that an object is missing only to those who may list the bucket.
          const hidden = gate.refusal(accessKeyId, [{ action: 's3:ListBucket', resource: bucketArn(bucket) }]);
          if (hidden !== undefined) {
            return answerError(response, 403, 'AccessDenied', `The object is missing, and ${hidden.message}`);
          }
        }
        if (
          method === 'PUT' &&
          key !== '' &&
          query.get('x-amz-checksum-crc32') === 'AAAAAA==' &&
          headers['content-length'] !== '0'
        ) {
          throw new BadSignature(
            'BadDigest',
            'The address was signed with the checksum of an empty body. ' +
              'Presign with a client that has requestChecksumCalculation: WHEN_REQUIRED.',
            400,
          );
        }
        const version = query.get('versionId');
        if (version !== null && key !== '') {
          if (method === 'DELETE' && locked.has(bucket)) {
            return answerError(response, 403, 'AccessDenied', 'Access Denied because object protected by object lock.');
          }
          request.url = `/${versionsOf(bucket)}${pathname.slice(bucket.length + 1)}/${encodeURIComponent(version)}`;
          response.setHeader('x-amz-version-id', version);
        } else if (method === 'GET' || method === 'HEAD') {
          const newest = current.get(`${bucket}/${key}`);
          if (newest !== undefined) response.setHeader('x-amz-version-id', newest);
        }
        if (method === 'PUT' && key !== '' && !query.has('partNumber')) {
          return await write(request, response, bucket, key, () => app.routing(request, response));
        }
        app.routing(request, response);
      } catch (error) {
        if (!(error instanceof BadSignature)) throw error;
        request.resume();
        answerError(response, error.status, error.code, error.message);
      }
    },
  };
};

/** The hidden bucket that keeps a bucket's versions, one object for each. */
const versionsOf = (bucket: string): string =>
  `versions-${createHash('sha256').update(bucket).digest('hex').slice(0, 40)}`;

const answerError = (response: ServerResponse, status: number, code: string, message: string): void => {
  const escaped = message.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
  response
    .writeHead(status, { 'content-type': 'application/xml' })
    .end(`<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${escaped}</Message></Error>`);
};

const readForm = async (
  body: Buffer,
  contentType: string,
): Promise<{ fields: Map<string, string>; key: string; size: number }> => {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
  const fields = new Map<string, string>();
  const file = form.get('file');
  if (!(file instanceof File))
    throw new BadSignature('InvalidArgument', 'POST requires exactly one file upload per request.', 400);
  for (const [name, value] of form) {
    if (typeof value === 'string') fields.set(name.toLowerCase(), value);
  }
  return { fields, key: (fields.get('key') ?? '').replaceAll('${filename}', file.name), size: file.size };
};
