/** Of EasyPost's client, what the adapter uses: its own types are those of a CommonJS module, which the imported one is not. */
declare module '@easypost/api' {
  /** Of superagent, by which the client asks, what it uses. */
  export interface Request extends PromiseLike<Answer> {
    set(headers: Readonly<Record<string, string>>): this;
    auth(user: string): this;
    query(params: Readonly<Record<string, string>>): this;
    send(body: object): this;
  }
  interface Answer {
    readonly status: number;
    readonly body: unknown;
  }
  export type Agent = Readonly<Record<'get' | 'post', (url: string) => Request>>;

  export default class EasyPostClient {
    constructor(key: string, options?: { baseUrl?: string; superagentMiddleware?: () => Agent });
    readonly Utils: {
      /** @throws when the header is missing, or signs something else */
      validateWebhook(body: Uint8Array, headers: { 'x-hmac-signature': string | undefined }, secret: string): unknown;
    };
    addResponseHook(hook: (answer: { readonly httpStatus: number }) => void): void;
    makeApiCall(method: 'get' | 'post', path: string, params?: object): Promise<unknown>;
  }
}
