import * as z from 'zod';
import type { Narrowing } from './goods-index.ts';

const oneTrait = '[a-z][a-z0-9-]{0,39}:[^:;,]{1,40}(,[^:;,]{1,40}){0,9}';
/** Attributes of which a search may ask at once. */
const mostTraits = 5;

/** Values of attributes as an address carries them: `material:clay,porcelain;origin:yixing`. */
export const TraitsInAddress = z.string().max(600)
  .regex(
    new RegExp(`^${oneTrait}(;${oneTrait}){0,${mostTraits - 1}}$`),
    'must be like material:clay,porcelain;origin:yixing',
  )
  .transform((text): Narrowing['traits'] =>
    Object.fromEntries(
      text.split(';').map((one) => {
        const [key = '', values = ''] = one.split(':');
        return [key, values.split(',')];
      }),
    )
  );
