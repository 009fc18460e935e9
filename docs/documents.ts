/** The documents that derive from what use cases declare. */
import type { Declaration } from '../infra/declarations.ts';
import { Audience } from '../shared/kernel/doors/contract.ts';
import { chartOfAccounts } from './generators/chart-of-accounts.ts';
import { operationsOf } from './generators/client.ts';
import { costOf } from './generators/cost.ts';
import { countriesOf } from './generators/countries.ts';
import { dataModelOf } from './generators/data-model.ts';
import { desksPage } from './generators/desks.ts';
import { eventCatalogueOf } from './generators/events.ts';
import { fieldsOf, operationFieldsOf, rulebookFieldsOf } from './generators/fields.ts';
import { lives } from './generators/lives.ts';
import { moneyLife } from './generators/money-life.ts';
import { noticesPage } from './generators/notices.ts';
import { openApiOf } from './generators/openapi.ts';
import { orderLife } from './generators/order-life.ts';
import { scaleOf } from './generators/scale.ts';
import { screenRegister } from './generators/screens.ts';
import { rulebookCatalogueOf } from './generators/rulebooks.ts';

/** Every one of them, by file. */
export const documents = (declarations: readonly Declaration[]): Record<string, string> => ({
  ...Object.fromEntries(
    Audience.options.map((audience) => [
      `docs/openapi/${audience}.json`,
      `${JSON.stringify(openApiOf(declarations, audience), null, 1)}\n`,
    ]),
  ),
  'docs/chart-of-accounts.md': chartOfAccounts(),
  'docs/cost.md': costOf(declarations),
  'docs/data-model.md': dataModelOf(declarations),
  'docs/desks.md': desksPage(declarations),
  'docs/events.md': eventCatalogueOf(declarations),
  'docs/lives.md': lives(),
  'docs/money-life.md': moneyLife(),
  'docs/notices.md': noticesPage(),
  'docs/order-life.md': orderLife(),
  'docs/scale.md': scaleOf(declarations),
  'docs/rulebooks.md': rulebookCatalogueOf(declarations),
  'shared/kernel/values/countries.ts': countriesOf(),
  'web/console/screens.ts': screenRegister(declarations),
  'web/fields.ts': fieldsOf(declarations),
  'web/merchant-fields.ts': operationFieldsOf(declarations, 'merchant'),
  'web/operator-fields.ts': operationFieldsOf(declarations, 'operator'),
  'web/rulebook-fields.ts': rulebookFieldsOf(),
  'web/operations.ts': operationsOf(declarations),
});
