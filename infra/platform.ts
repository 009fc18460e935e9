import type { RemovalPolicy } from 'aws-cdk-lib';
import type { HttpApi, IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Audience } from '../shared/kernel/doors/contract.ts';
import type { QueueName } from '../shared/kernel/doors/queues.ts';
import type { Addresses } from './addresses.ts';
import type { Stage } from './stages.ts';

/**
 * What the stack of a context needs from the foundation. The few values that are not known beforehand travel as
 * exports.
 */
export interface Platform {
  readonly stage: Stage;
  readonly at: Addresses;
  readonly apis: Readonly<Record<Audience, { readonly api: HttpApi; readonly authorizer: IHttpRouteAuthorizer }>>;
  readonly users: { readonly poolId: string; readonly poolArn: string; readonly clientId: string };
  readonly tableStreamArn: string;
  /** The queues that several jobs share, with their ids: the dispatcher reads these, and a job itself the others. */
  readonly shared: ReadonlyMap<QueueName, readonly string[]>;
  /** The contexts that have a queue for what they were told and could not do. */
  readonly parking: readonly string[];
  /** The stage's own key, where it has one. */
  readonly key?: IKey;
  /** Where pages find their scripts and styles: `/assets/3f2a9c01b2d4`. */
  readonly assets: string;
  /** Where a bundle comes from: built files, or a placeholder for whoever only reads the templates. */
  readonly code: 'bundles' | 'placeholder';
}

/** What the parts of the foundation are made with. */
export interface FoundationParts extends Pick<Platform, 'stage' | 'at' | 'key'> {
  readonly removalPolicy: RemovalPolicy;
}
