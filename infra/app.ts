/** The deployment. It is synthesized without credentials: accounts and regions are left to whoever deploys it. */
import { App } from 'aws-cdk-lib';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { type Declaration, loadDeclarations, through } from './declarations.ts';
import { grantsOf, grantsOn } from './permissions.ts';
import type { Platform } from './platform.ts';
import { ContextStack } from './stacks/context.ts';
import { FoundationStack } from './stacks/foundation.ts';
import { OperationsStack } from './stacks/operations.ts';
import { WebStack } from './stacks/web.ts';
import { type Stage, stageNamed } from './stages.ts';
import { builtAssets } from './web.ts';

export interface SynthesizeOptions {
  /** The one that the CDK's command line was given (`-c stage=prod`), or `dev`, unless said otherwise. */
  readonly stage?: string;
  /** Where the templates go; a new temporary directory unless said otherwise. */
  readonly outdir?: string;
  /** The use cases to deploy; all of them unless said otherwise. */
  readonly declarations?: readonly Declaration[];
  /** `placeholder` names each function's bundle instead of taking it along: for whoever only reads the templates. */
  readonly code?: Platform['code'];
}

/** Adds the stacks of a stage to an app. */
export const addStacks = (
  app: App,
  stage: Stage,
  declarations: readonly Declaration[],
  code: Platform['code'],
): void => {
  const deployed = declarations.filter((one) => mayBeIn(stage, one));
  const assets = code === 'bundles' ? builtAssets() : '/assets/local';
  const foundation = new FoundationStack(app, { stage, code, assets, declarations: deployed });
  const rendering = deployed.find(through('renderer'));
  const others = deployed.filter((one) => one !== rendering);
  for (const [name, ownDeclarations] of Map.groupBy(others, stackOf)) {
    new ContextStack(app, { name, declarations: ownDeclarations, platform: foundation }).addStackDependency(foundation);
  }
  if (rendering) new WebStack(app, { platform: foundation, rendering }).addStackDependency(foundation);
  new OperationsStack(app, foundation);
};

/** Whether a stage has a use case: what sees to dead letters only where that is the console's affair. */
export const mayBeIn = ({ deadLetters }: Stage, { contract }: Declaration): boolean =>
  deadLetters === 'console' || grantsOn(grantsOf(contract.touches), 'dead-letters').length === 0;

/**
 * The stack that a use case is deployed in: of its context's endpoints those of one audience (`catalogue-shop`), or all
 * of its background work (`catalogue`); a floor may have one of its own (`inventory-bins-merchant`). It does not depend on what else there is, so no function ever moves from one
 * stack to another because others have come.
 */
export const stackOf = ({ context, file, contract }: Declaration): string => {
  if (contract.door !== 'endpoint') return context;
  const floor = ownStacks.find((one) => file.startsWith(`functions/${one}/`));
  return `${floor?.replace('/', '-') ?? context}-${contract.audience}`;
};

/** Floors of large contexts whose endpoints have stacks of their own, from the first use case on. */
const ownStacks = ['inventory/bins', 'inventory/picking', 'inventory/wms'];

/**
 * Makes the templates of a stage.
 * @throws Error for an unknown stage, a use case without a bundle, or a name that AWS would refuse.
 */
export const synthesize = async ({
  stage,
  outdir,
  declarations,
  code = 'bundles',
}: SynthesizeOptions = {}): Promise<CloudAssembly> => {
  const app = new App({ outdir, analyticsReporting: false, treeMetadata: false });
  const chosen = stageNamed(stage ?? app.node.tryGetContext('stage') ?? 'dev');
  addStacks(app, chosen, declarations ?? (await loadDeclarations()), code);
  return app.synth();
};

if (import.meta.main) await synthesize();
