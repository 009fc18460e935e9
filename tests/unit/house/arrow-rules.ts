/** Imports run one way: infra and local -> functions -> shared/<context> -> shared/kernel. */
export const arrows = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: { path: '^(functions|shared)/' }, to: { circular: true } },
    {
      name: 'shared-knows-no-door',
      comment: 'Nothing in shared/ knows functions, infrastructure, the laptop or the tests.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(functions|infra|local|tests|docs)/' },
    },
    {
      name: 'product-knows-no-laptop',
      comment: 'Nothing in functions/ or infra/ knows that local/ exists.',
      severity: 'error',
      from: { path: '^(functions|infra)/' },
      to: { path: '^(local|tests|docs)/' },
    },
    { name: 'functions-know-no-deployment', severity: 'error', from: { path: '^functions/' }, to: { path: '^infra/' } },
    {
      name: 'functions-stand-alone',
      comment: 'A use case imports no other use case.',
      severity: 'error',
      from: { path: '^functions/' },
      to: { path: '^functions/' },
    },
    {
      name: 'kernel-rests-on-nothing',
      severity: 'error',
      from: { path: '^shared/kernel/' },
      to: { path: '^shared/(?!kernel/)' },
    },
    {
      name: 'contexts-meet-in-public',
      comment: 'A context knows of another only its public.ts and events.ts.',
      severity: 'error',
      from: { path: '^shared/(?!kernel/)([^/]+)/', pathNot: '^shared/(desks|notices|rulebooks)/declared\\.ts$' },
      to: { path: '^shared/(?!kernel/)[^/]+/', pathNot: '^shared/($1/|[^/]+/(public|events)\\.ts$)' },
    },
    {
      name: 'lists-are-collected',
      comment:
        'The generated list of all desks, notices or rulebooks knows of each context the file that declares them.',
      severity: 'error',
      from: { path: '^shared/(desks|notices|rulebooks)/declared\\.ts$' },
      to: { path: '^shared/(?!kernel/)[^/]+/', pathNot: '/(desk|notices|rulebooks)\\.ts$' },
    },
    {
      name: 'registers-stay-out-of-bundles',
      comment: 'What a context registers is data for the generators, and rests on nothing else.',
      severity: 'error',
      from: { path: '^(functions|shared)/', pathNot: '^shared/[^/]+/register\\.ts$' },
      to: { path: '^shared/[^/]+/register\\.ts$' },
    },
    {
      name: 'registers-rest-on-nothing',
      severity: 'error',
      from: { path: '^shared/[^/]+/register\\.ts$' },
      to: { pathNot: '^shared/kernel/register\\.ts$' },
    },
    {
      name: 'functions-meet-other-contexts-in-public',
      severity: 'error',
      from: { path: '^functions/([^/]+)/' },
      to: { path: '^shared/(?!kernel/)[^/]+/', pathNot: '^shared/($1/|[^/]+/(public|events)\\.ts$)' },
    },
    {
      name: 'aws-stays-in-stores',
      comment: 'Rules import neither the AWS SDK nor the table library.',
      severity: 'error',
      from: { path: '^shared/(?!kernel/)', pathNot: '(store|users|mail|provider)[^/]*\\.ts$' },
      to: { path: 'node_modules/(@aws-sdk|dynamodb-toolbox)' },
    },
    {
      name: 'functions-know-no-aws',
      severity: 'error',
      from: { path: '^functions/' },
      to: { path: 'node_modules/(@aws-sdk|dynamodb-toolbox)' },
    },
    {
      name: 'browsers-carry-no-server',
      comment: 'Of the product, what runs in a browser takes types, and data that rests on nothing.',
      severity: 'error',
      from: {
        path:
          '^web/(client|described|fields)\\.ts$|^web/shared/|^web/storefront/((islands|parts|words)/|(?!pages\\.)[^/]+\\.ts$)|^web/console/',
      },
      to: {
        path: '^(functions|shared|infra|local|tests|docs)/',
        pathNot:
          '^shared/kernel/values/(currencies|countries)\\.ts$|^shared/catalogue/(imports/(csv-rows|product-columns)|pictures/picture-address)\\.ts$',
        preCompilationOnly: false,
      },
    },
    {
      name: 'pages-stand-alone',
      comment: 'No page imports another: what two have in common is a part.',
      severity: 'error',
      from: { path: '^web/storefront/pages/' },
      to: { path: '^web/storefront/pages/' },
    },
    {
      name: 'islands-stand-alone',
      severity: 'error',
      from: { path: '^web/storefront/(islands|parts)/' },
      to: { path: '^web/storefront/pages/' },
    },
    {
      name: 'shop-and-consoles-apart',
      comment: 'They meet in web/shared.',
      severity: 'error',
      from: { path: '^web/(storefront|console)/' },
      to: { path: '^web/(storefront|console)/', pathNot: '^web/$1/' },
    },
  ],
  options: { doNotFollow: { path: 'node_modules' }, tsPreCompilationDeps: true },
};
