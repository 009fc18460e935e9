import * as z from 'zod';

/** What somebody who types may mean. */
export const SuggestionsView = z.object({
  completions: z.array(z.string()).meta({ description: 'How what was typed may go on; all of it finds something' }),
  hot: z.array(z.string()).meta({ description: 'What is searched for most these days; only where nothing was typed' }),
});
