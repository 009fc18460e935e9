/** The sources as the local cloud runs them: bundled, synthesized, and both anew when a file changes. */
import { join } from 'node:path';
import { bundleAll, type Rebuilt } from '../../infra/bundle.ts';
import { watchWeb } from '../../infra/web.ts';
import { readDeployment, type Deployment } from './deployment.ts';
import type { Home } from '../home.ts';
import type { Place } from '../services/types.ts';
import { synthesizeStacks } from './stacks.ts';
import { resolveStacks, type Stack } from './template.ts';

export interface SourcesOptions {
  readonly home: Home;
  readonly place: Place;
  readonly watch: boolean;
}

export interface Reload {
  /** The code of functions has changed. */
  readonly reload: () => void;
  /** The templates have changed. */
  readonly deploy: (deployment: Deployment) => Promise<void>;
  readonly say: (text: string) => void;
}

export interface Sources {
  /** What the templates deploy now. */
  deployment(): Deployment;
  /** The file that a function is loaded from. */
  bundleOf(bundle: string): string;
  /** Takes changes from now on to the running cloud. */
  onChange(reload: Reload): void;
  stop(): Promise<void>;
}

/** @throws Error with what esbuild or CDK complain of */
export const openSources = async ({ home, place, watch }: SourcesOptions): Promise<Sources> => {
  // Secrets are given to the functions by name, so what a reference stands for is never looked at.
  const plan = (stacks: readonly Stack[]): Deployment =>
    readDeployment(
      resolveStacks(stacks, place, (_, name) => `local ${name}`),
      place,
    );
  const stopping = new AbortController();
  let reload: Reload | undefined;
  let deploying = Promise.resolve();

  const redeploy = async ({ deploy, say }: Reload): Promise<void> => {
    const next = plan(await synthesizeStacks(home.assembly, stopping.signal));
    if (JSON.stringify(next.resources) === JSON.stringify(deployment.resources)) return;
    deployment = next;
    await deploy(next);
    say('↻ The templates have changed and are deployed');
  };
  const onRebuilt = ({ changed, files, errors }: Rebuilt): void => {
    if (!reload) return;
    const { say } = reload;
    for (const error of errors) say(`✗ ${error}`);
    if (changed.length === 0) return;
    reload.reload();
    say(`↻ ${changed.length > 3 ? `${changed.length} functions` : changed.join(', ')}`);
    // How a page looks is nothing that is declared.
    if (files.every((file) => file.startsWith('web/') && !file.endsWith('.page.tsx'))) return;
    const present = reload;
    deploying = deploying.then(() => redeploy(present)).catch((error: Error) => {
      if (!stopping.signal.aborted) say(`✗ ${error.message}`);
    });
  };

  const onWebRebuilt = (errors: readonly string[]): void => {
    for (const error of errors) reload?.say(`✗ ${error}`);
    if (errors.length === 0) reload?.say('↻ pages');
  };

  const [stacks, bundling, web] = await Promise.all([
    synthesizeStacks(home.assembly, stopping.signal),
    bundleAll({ watch: { folder: home.bundles, onRebuilt } }),
    watchWeb(home.web, onWebRebuilt),
  ]);
  if (!watch) await Promise.all([bundling.stop(), web.stop()]);
  let deployment = plan(stacks);

  return {
    deployment: () => deployment,
    bundleOf: (bundle) => join(home.bundles, bundle, 'index.mjs'),
    onChange: (given) => {
      reload = given;
    },
    stop: async () => {
      await Promise.all([bundling.stop(), web.stop()]);
      stopping.abort();
      await deploying;
    },
  };
};
