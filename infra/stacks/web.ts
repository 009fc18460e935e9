import { type App, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { HttpApi, HttpNoneAuthorizer, HttpRoute, HttpRouteKey } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  type BehaviorOptions,
  CacheCookieBehavior,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HttpVersion,
  type IOrigin,
  OriginRequestPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Audience, type RendererContract } from '../../shared/kernel/doors/contract.ts';
import { accept } from '../constructs/accept.ts';
import { loggedStage } from '../constructs/apis.ts';
import { toApi, toConsole, toRenderer } from '../constructs/edge-functions.ts';
import { UseCaseFunction } from '../constructs/use-case-function.ts';
import type { Declaration } from '../declarations.ts';
import { secretOf } from '../environment.ts';
import type { Platform } from '../platform.ts';

interface WebStackProps {
  readonly platform: Platform;
  readonly rendering: Declaration<RendererContract>;
}

/**
 * What people look at, under one host: pages from the renderer, scripts and consoles from a bucket, pictures from another,
 * and the three APIs beside them, so that nothing on a page has to ask another site.
 */
export class WebStack extends Stack {
  constructor(app: App, { platform, rendering }: WebStackProps) {
    const { stage, at, apis } = platform;
    super(app, at.named('web'), { description: `Jishi ${stage.name}: pages, and the one host of all that is public` });
    const renderer = new UseCaseFunction(this, { declaration: rendering, platform });
    const pages = new HttpApi(this, 'Api-web', {
      apiName: at.named('web'),
      description: `Jishi ${stage.name}, the pages`,
      createDefaultStage: false,
    });
    loggedStage(pages, 'web', platform, stage.throttle.shop);
    const route = new HttpRoute(this, 'Route', {
      httpApi: pages,
      routeKey: HttpRouteKey.DEFAULT,
      authorizer: new HttpNoneAuthorizer(),
      integration: new HttpLambdaIntegration('Integration', renderer.lambda),
    });
    accept(route, 'APIG4', 'Whoever looks at a page need not sign in');

    const edge = (id: string, code: string): BehaviorOptions['functionAssociations'] => [{
      eventType: FunctionEventType.VIEWER_REQUEST,
      function: new EdgeFunction(this, `Edge-${id}`, {
        functionName: at.named(`web-${id}`),
        runtime: FunctionRuntime.JS_2_0,
        code: FunctionCode.fromInline(code),
      }),
    }];
    // CloudFormation fetches it at deployment. By it the doors believe the edge who asks.
    const edgeToken = secretOf('EDGE_TOKEN', stage);
    const host = ({ apiId }: { readonly apiId: string }): IOrigin =>
      new HttpOrigin(`${apiId}.execute-api.${this.region}.${this.urlSuffix}`, {
        customHeaders: { 'x-from-edge': edgeToken },
      });
    const stored = (name: 'web' | 'media'): IOrigin =>
      S3BucketOrigin.withOriginAccessControl(
        // Its own policy lets the distribution read.
        Bucket.fromBucketAttributes(this, `Bucket-${name}`, {
          bucketName: at.bucket(name).name,
          bucketArn: at.bucket(name).arn,
          bucketRegionalDomainName: `${at.bucket(name).name}.s3.${this.region}.${this.urlSuffix}`,
        }),
      );
    const built = stored('web');
    const always: Pick<BehaviorOptions, 'viewerProtocolPolicy' | 'compress'> = {
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      compress: true,
    };
    // For as long as an answer says itself, and not at all when it says nothing.
    const asTheySay = new CachePolicy(this, 'AsTheySay', {
      cachePolicyName: at.named('as-they-say'),
      minTtl: Duration.seconds(0),
      defaultTtl: Duration.seconds(0),
      maxTtl: Duration.days(1),
      queryStringBehavior: CacheQueryStringBehavior.all(),
      headerBehavior: CacheHeaderBehavior.allowList('accept-language'),
      cookieBehavior: CacheCookieBehavior.none(),
      enableAcceptEncodingBrotli: true,
      enableAcceptEncodingGzip: true,
    });
    const toFunctions = {
      ...always,
      cachePolicy: asTheySay,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
    };
    const viaApi = edge('api', toApi);
    const files = {
      ...always,
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD_OPTIONS,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      responseHeadersPolicy: ResponseHeadersPolicy.SECURITY_HEADERS,
    };
    const console = new ResponseHeadersPolicy(this, 'ConsoleHeaders', {
      responseHeadersPolicyName: at.named('console'),
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: consolePolicy(platform.code === 'bundles'), override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        strictTransportSecurity: { accessControlMaxAge: Duration.days(730), includeSubdomains: true, override: true },
      },
    });
    const consoles: BehaviorOptions = {
      ...files,
      origin: built,
      functionAssociations: edge('console', toConsole),
      responseHeadersPolicy: console,
    };
    const { site } = stage;
    const distribution = new Distribution(this, 'Distribution', {
      comment: at.named('web'),
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_ALL,
      ...(site && {
        domainNames: [site.name],
        certificate: Certificate.fromCertificateArn(this, 'Certificate', site.certificateArn),
      }),
      defaultBehavior: {
        ...toFunctions,
        origin: host(pages),
        allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
        functionAssociations: edge('page', toRenderer),
      },
      additionalBehaviors: {
        ...Object.fromEntries(
          Audience.options.map((audience) => [`/${audience}/*`, {
            ...toFunctions,
            origin: host(apis[audience].api),
            allowedMethods: AllowedMethods.ALLOW_ALL,
            functionAssociations: viaApi,
          }]),
        ),
        '/assets/*': { ...files, origin: built },
        '/console': consoles,
        '/console/*': consoles,
        '/sitemaps/*': { ...files, origin: built },
        '/media/*': { ...files, origin: stored('media') },
      },
    });
    accept(distribution, 'CFR1', 'A market sells to all countries');
    accept(distribution, 'CFR2', 'The firewall comes with the rest of the edge');
    accept(distribution, 'CFR3', 'Each API has its access log, and files tell nothing');
    if (!site) accept(distribution, 'CFR4', "Without a domain of one's own CloudFront's certificate decides");

    if (platform.code === 'bundles') {
      const deploy = (id: string, exclude: string[], include: string[], cacheControl: CacheControl[]): void => {
        new BucketDeployment(this, id, {
          destinationBucket: Bucket.fromBucketName(this, `${id}-bucket`, at.bucket('web').name),
          sources: [Source.asset('dist/web')],
          exclude,
          include,
          prune: false,
          cacheControl,
        });
      };
      deploy('Named', ['*.html'], [], [CacheControl.fromString('public, max-age=31536000, immutable')]);
      deploy('Entrances', ['*'], ['*.html'], [CacheControl.fromString('no-cache')]);
    }
    new CfnOutput(this, 'SiteUrl', {
      description: 'Where people go',
      value: `https://${distribution.distributionDomainName}`,
    });
  }
}

/**
 * Scripts are ours alone. Ant Design writes its styles into the page as it goes; pictures and papers lie in buckets, which
 * on a laptop are another port.
 */
const consolePolicy = (deployed: boolean): string => {
  const buckets = deployed ? 'https:' : 'http://127.0.0.1:*';
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data: blob: ${buckets}`,
    "media-src 'self' blob:",
    `frame-src ${buckets}`,
    "font-src 'self' data:",
    `connect-src 'self' ${buckets}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
};
