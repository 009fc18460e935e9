import { App } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { expect, it } from 'vitest';
import { addStacks } from '../../infra/app.ts';
import { stages } from '../../infra/stages.ts';
import { declared } from './templates.ts';

it.each(stages)("$name follows AWS's advice, or says at the construct why not", (stage) => {
  const app = new App();
  addStacks(app, stage, declared, 'placeholder');
  const { violations } = new AwsSolutionsChecks(app, { verbose: true }).validateScope(app);
  expect(violations).toEqual([]);
});
