/**
 * S3 behind the gate. Signatures, conditional writes and versions are judged here; what passes goes on to fauxqs, which
 * knows bodies, ranges, checksums, multipart uploads and listings.
 */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { bucketRequest } from './bucket-access.ts';
import type { BucketRequest } from './bucket-access.ts';
import { bucketCors, type CorsRule } from './bucket-cors.ts';
import { openBucketWrites } from './bucket-writes.ts';
import type { Gate } from '../gate.ts';
import { passedOn, readAll } from '../http-answers.ts';
import type { Access } from '../iam.ts';
import type { KeptMap } from '../kept-state.ts';
import { bucketArn, physicalName } from '../names.ts';
import type { BucketStore, FauxqsApp } from '../queues/queues-and-buckets.ts';
import { S3Refusal, verifyPostPolicy, verifyPresigned } from '../signed-requests.ts';
import type { Place, Resource } from '../types.ts';

export interface BucketDoor {
  /** Serves one request; `signer` is the access key of its Authorization header, if it has one. */
  serve(request: IncomingMessage, response: ServerResponse, signer: string | undefined): Promise<void>;
  /** Learns from the templates which buckets keep versions, lock objects, and answer pages of other hosts. */
  addResources(resources: readonly Resource[]): void;
}

/** Opens the door. `versions` keeps the id of each key's newest version; `now` judges what has expired. */
export const openBucketDoor = (options: {
  app: FauxqsApp;
  buckets: BucketStore;
  versions: KeptMap<string>;
  gate: Gate;
  place: Place;
  now: () => Date;
}): BucketDoor => {
  const { app, gate, place, now } = options;
  const writes = openBucketWrites(options.buckets, options.versions);
  const locked = new Set<string>();
  const cors = new Map<string, readonly CorsRule[]>();

  const allow = (accessKeyId: string, accesses: readonly [Access, ...Access[]]): void => {
    const refusal = gate.refusal(accessKeyId, accesses);
    gate.count(accessKeyId, 's3', accesses[0].action.slice('s3:'.length), { refusal });
    if (refusal !== undefined) throw new S3Refusal('AccessDenied', refusal.message);
  };
  const write = async (
    request: IncomingMessage,
    response: ServerResponse,
    { bucket, key }: { bucket: string; key: string },
    pass: () => Promise<void> | void,
  ): Promise<void> => {
    if (await writes.write(request, response, bucket, key, pass)) return;
    throw new S3Refusal('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412);
  };

  /** An upload by a form with a signed policy. */
  const serveForm = async (request: IncomingMessage, response: ServerResponse, bucket: string): Promise<void> => {
    const payload = await readAll(request);
    const { fields, key, size, sha256 } = await readForm(payload, String(request.headers['content-type']));
    const accessKeyId = verifyPostPolicy(bucket, fields, size, now());
    if ((fields.get('x-amz-checksum-sha256') ?? sha256) !== sha256) {
      throw new S3Refusal('BadDigest', 'The SHA256 you specified did not match the calculated checksum.', 400);
    }
    allow(accessKeyId, [{ action: 's3:PutObject', resource: `${bucketArn(bucket)}/${key}` }]);
    await write(request, response, { bucket, key }, async () => {
      const headers = request.headers as Record<string, string>;
      const answer = await app.inject({ method: 'POST', url: `/${bucket}`, headers, payload });
      response.writeHead(answer.statusCode, passedOn(answer.headers)).end(answer.rawPayload);
    });
  };

  const serveKey = async (
    request: IncomingMessage,
    response: ServerResponse,
    accessKeyId: string,
    { bucket, key, query }: BucketRequest,
  ): Promise<void> => {
    const { method, headers } = request;
    const version = query.get('versionId');
    if (version !== null) {
      if (method === 'DELETE' && locked.has(bucket)) {
        throw new S3Refusal('AccessDenied', 'Access Denied because object protected by object lock.');
      }
      request.url = writes.pathOf(bucket, key, version);
      response.setHeader('x-amz-version-id', version);
    } else if (method === 'GET' || method === 'HEAD') {
      if (!writes.exists(bucket, key)) {
        // S3 tells that an object is missing only to those who may list the bucket.
        const refusal = gate.refusal(accessKeyId, [{ action: 's3:ListBucket', resource: bucketArn(bucket) }]);
        if (refusal !== undefined) throw new S3Refusal('AccessDenied', `The object is missing, and ${refusal.message}`);
      }
      const newest = writes.newest(bucket, key);
      if (newest !== undefined) response.setHeader('x-amz-version-id', newest);
    } else if (method === 'PUT' && !query.has('partNumber')) {
      if (query.get('x-amz-checksum-crc32') === 'AAAAAA==' && headers['content-length'] !== '0') {
        const remedy = 'Presign with a client that has requestChecksumCalculation: WHEN_REQUIRED.';
        throw new S3Refusal('BadDigest', `The address was signed with the checksum of an empty body. ${remedy}`, 400);
      }
      return write(request, response, { bucket, key }, () => app.routing(request, response));
    } else if (method === 'DELETE') {
      writes.forget(bucket, key);
    }
    app.routing(request, response);
  };

  return {
    addResources: (resources) => {
      for (const resource of resources.filter(({ type }) => type === 'AWS::S3::Bucket')) {
        const { VersioningConfiguration: versioning, ObjectLockEnabled, CorsConfiguration: shared } =
          resource.properties;
        const name = physicalName(resource, place);
        if ((versioning as { Status?: string } | undefined)?.Status === 'Enabled') writes.version(name);
        if (ObjectLockEnabled === true) locked.add(name);
        cors.set(name, (shared as { CorsRules?: readonly CorsRule[] } | undefined)?.CorsRules ?? []);
      }
    },
    serve: async (request, response, signer) => {
      const { method = 'GET', url = '/', headers } = request;
      const wanted = bucketRequest(method, url, headers);
      const allowed = bucketCors(cors.get(wanted.bucket) ?? [], request);
      if (method === 'OPTIONS') return void response.writeHead(allowed ? 200 : 403, allowed).end();
      for (const [name, value] of Object.entries(allowed ?? {})) response.setHeader(name, value);
      try {
        if (method === 'POST' && headers['content-type']?.startsWith('multipart/form-data') === true) {
          return await serveForm(request, response, wanted.bucket);
        }
        const presigned = wanted.query.has('X-Amz-Signature');
        const accessKeyId = presigned ? verifyPresigned(method, url, headers, now()) : signer;
        if (accessKeyId === undefined) throw new S3Refusal('AccessDenied', 'Access Denied: the request is not signed');
        allow(accessKeyId, wanted.accesses);
        if (wanted.key === '') app.routing(request, response);
        else await serveKey(request, response, accessKeyId, wanted);
      } catch (error) {
        if (!(error instanceof S3Refusal)) throw error;
        request.resume();
        answerError(response, error.status, error.code, error.message);
      }
    },
  };
};

const answerError = (response: ServerResponse, status: number, code: string, message: string): void => {
  const escaped = message.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
  response
    .writeHead(status, { 'content-type': 'application/xml' })
    .end(`<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${escaped}</Message></Error>`);
};

/** The fields of a form by lower-case name, the key that it asks for, and its file's size and SHA-256 in base64. */
const readForm = async (
  body: Buffer,
  contentType: string,
): Promise<{ fields: Map<string, string>; key: string; size: number; sha256: string }> => {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
  const fields = new Map<string, string>();
  const file = form.get('file');
  if (!(file instanceof File)) throw new S3Refusal('InvalidArgument', 'POST requires exactly one file.', 400);
  for (const [name, value] of form) {
    if (typeof value === 'string') fields.set(name.toLowerCase(), value);
  }
  return {
    fields,
    key: (fields.get('key') ?? '').replaceAll('${filename}', file.name),
    size: file.size,
    sha256: createHash('sha256').update(await file.bytes()).digest('base64'),
  };
};
