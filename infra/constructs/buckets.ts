import { Aws, Duration } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  HttpMethods,
  ObjectLockRetention,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { BucketName } from '../../shared/kernel/doors/access.ts';
import { accept } from './accept.ts';
import type { FoundationParts } from '../platform.ts';

/**
 * Big and cold things. No bucket is public: browsers upload and download by addresses that a use case has signed, and see
 * through the distribution what anyone may see: what pages are made of, and goods' pictures and films below `media/`.
 * Merchants' papers and exports keep their older versions; exports are locked as well where the stage says so.
 */
export const platformBuckets = (
  scope: Construct,
  { stage, at, key, removalPolicy }: FoundationParts,
): Record<BucketName, Bucket> => {
  const bucket = (name: BucketName, props: BucketProps): Bucket => {
    const made = new Bucket(scope, `Bucket-${name}`, {
      bucketName: at.bucket(name).name,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      ...(key
        ? { encryption: BucketEncryption.KMS, encryptionKey: key, bucketKeyEnabled: true }
        : { encryption: BucketEncryption.S3_MANAGED }),
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      removalPolicy,
      ...props,
    });
    if (name === 'web' || name === 'media') {
      made.addToResourcePolicy(
        new PolicyStatement({
          sid: 'Edge',
          principals: [new ServicePrincipal('cloudfront.amazonaws.com')],
          actions: ['s3:GetObject'],
          resources: [name === 'web' ? made.arnForObjects('*') : made.arnForObjects('media/*')],
          conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
        }),
      );
    }
    accept(made, 'S1', 'Every address is signed by a use case, whose log tells for whom');
    return made;
  };
  const uploads = [
    {
      allowedMethods: [HttpMethods.POST, HttpMethods.GET],
      // The signature in the address decides, and no cookie goes along: which page sends it does not matter.
      allowedOrigins: ['*'],
      allowedHeaders: ['*'],
      maxAge: 3600,
    },
  ];
  const tidy = { abortIncompleteMultipartUploadAfter: Duration.days(7) };
  return {
    documents: bucket('documents', {
      versioned: true,
      cors: uploads,
      lifecycleRules: [{ ...tidy, noncurrentVersionExpiration: Duration.days(365) }],
    }),
    media: bucket('media', {
      cors: uploads,
      // Papers of parcels name people; they are made anew for who asks again.
      // What is uploaded for goods that are made to order or asked back is drawn anew when it is checked, and films are written anew.
      lifecycleRules: [
        tidy,
        ...['shipping-papers/', 'option-uploads/', 'return-uploads/', 'listing-videos/'].map((prefix) => ({
          prefix,
          expiration: Duration.days(1),
        })),
      ],
    }),
    // What browsers load, through the distribution alone: an older version of a page's scripts stays for who still has it.
    web: bucket('web', { lifecycleRules: [tidy] }),
    exports: bucket('exports', {
      versioned: true,
      lifecycleRules: [tidy],
      ...(stage.exportsLockedDays && {
        objectLockEnabled: true,
        objectLockDefaultRetention: ObjectLockRetention.compliance(Duration.days(stage.exportsLockedDays)),
      }),
    }),
  };
};
