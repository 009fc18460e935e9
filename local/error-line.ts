/** What a person at a terminal wants to see of a log line. */

interface LogLine {
  readonly message: string;
  readonly error?: { readonly name: string; readonly message: string; readonly location?: string };
}

/** `unexpected-error: TypeError: no (register.ts:17)`; what is no log line in JSON stays as it is. */
export const errorLine = (line: string): string => {
  let parsed: LogLine;
  try {
    parsed = JSON.parse(line) as LogLine;
  } catch {
    return line;
  }
  const { message, error } = parsed;
  if (!error) return message;
  const place = error.location?.replace(/^.*\//, '').replace(/^(.+)$/, ' ($1)') ?? '';
  return `${message}: ${error.name}: ${error.message}${place}`;
};
