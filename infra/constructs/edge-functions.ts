/** What runs at the edge before a request goes on: CloudFront Functions, in its JavaScript (runtime 2.0). */

/**
 * Who asks, as only the edge can tell; the languages, of which there are two, so that a cache keeps two answers and not one
 * for each browser.
 */
const visitor = `
  request.headers['x-visitor-address'] = { value: event.viewer.ip };
  var languages = request.headers['accept-language'];
  var zh = languages && /(^|[,\\s])zh/i.test(languages.value) && !/^\\s*en/i.test(languages.value);
  request.headers['accept-language'] = { value: zh ? 'zh' : 'en' };`;

const handler = (body: string): string =>
  `function handler(event) {
  var request = event.request;${body}
  return request;
}`;

/** An API knows its routes without the prefix by which they come: \`/shop/v1/cart\` is its \`/v1/cart\`. */
export const toApi = handler(`${visitor}
  request.uri = request.uri.replace(/^\\/[^/]+/, '') || '/';`);

export const toRenderer = handler(visitor);

/** Every address of a console is its one page; files have an ending, which begins with a letter, as no part of an id does. */
export const toConsole = handler(`
  if (!/\\.[a-z]\\w*$/.test(request.uri)) request.uri = '/console/index.html';`);
