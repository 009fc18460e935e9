import { existsSync } from 'node:fs';
import { Code, type CodeConfig } from 'aws-cdk-lib/aws-lambda';
import { bundleDirectory, bundleName } from './bundle.ts';
import type { UseCaseFile } from './declarations.ts';

/**
 * The bundle of a use case as CDK wants it.
 * @throws Error when it has not been built.
 */
export const bundleCode = (useCase: UseCaseFile, kind: 'bundles' | 'placeholder'): Code => {
  if (kind === 'placeholder') return new Placeholder(bundleName(useCase));
  const directory = bundleDirectory(useCase);
  if (!existsSync(directory)) throw new Error(`${useCase.id} has no bundle: run \`node infra/bundle.ts\` first`);
  return Code.fromAsset(directory);
};

/** Stands for a bundle in templates that are only read: its key is the bundle's name. */
class Placeholder extends Code {
  readonly isInline = false;
  readonly #key: string;

  constructor(key: string) {
    super();
    this.#key = key;
  }

  override bind(): CodeConfig {
    return { s3Location: { bucketName: 'bundles', objectKey: this.#key } };
  }
}
