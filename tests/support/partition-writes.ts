/** What is written to each kind of partition, of the table and of its indexes, read from the table's stream. */
import { patternsOf } from '../../docs/generators/data-model.ts';
import { spreadKeys, type PartitionWrites } from '../../docs/generators/scale.ts';
import type { Declaration } from '../../infra/declarations.ts';
import { ADMIN_ACCESS_KEY } from '../../local/services/types.ts';

type Attribute = { S?: string; N?: string; L?: Attribute[]; M?: Image; BOOL?: boolean; NULL?: true };
type Image = Record<string, Attribute>;
interface StreamRecord {
  readonly eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly dynamodb: { readonly Keys: Image; readonly NewImage?: Image };
}

const indexes = ['gsi1', 'gsi2', 'gsi3'] as const;

/** Watches the stream of the local cloud's table from now on. Calling what it gives reads what has come since. */
export const watchWrites = async (
  endpoint: string,
  tableName = 'jishi-dev',
): Promise<() => Promise<StreamRecord[]>> => {
  const ask = async <R>(target: string, body: object): Promise<R> => {
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'x-amz-target': target,
        'content-type': 'application/x-amz-json-1.0',
        'authorization': `AWS4-HMAC-SHA256 Credential=${ADMIN_ACCESS_KEY}/20260101/us-east-1/dynamodb/aws4_request`,
      },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${target}: ${answer.status} ${await answer.text()}`);
    return answer.json() as Promise<R>;
  };
  const streams = 'DynamoDBStreams_20120810';
  const { Table } = await ask<{ Table: { LatestStreamArn: string } }>('DynamoDB_20120810.DescribeTable', {
    TableName: tableName,
  });
  const StreamArn = Table.LatestStreamArn;
  const { StreamDescription: { Shards } } = await ask<{ StreamDescription: { Shards: { ShardId: string }[] } }>(
    `${streams}.DescribeStream`,
    { StreamArn },
  );
  const iterators = await Promise.all(
    Shards.map(async ({ ShardId }) =>
      (await ask<{ ShardIterator: string }>(`${streams}.GetShardIterator`, {
        StreamArn,
        ShardId,
        ShardIteratorType: 'LATEST',
      })).ShardIterator
    ),
  );
  return async () => {
    const found: StreamRecord[] = [];
    for (let next of iterators as (string | undefined)[]) {
      while (next) {
        const page: { Records: StreamRecord[]; NextShardIterator?: string } = await ask(`${streams}.GetRecords`, {
          ShardIterator: next,
        });
        found.push(...page.Records);
        next = page.Records.length > 0 ? page.NextShardIterator : undefined;
      }
    }
    return found;
  };
};

/** Bytes of an item, as DynamoDB counts them: names and values, three for a list or a map and one for each of its members. */
const sizeOf = (image: Image): number =>
  Object.entries(image).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueSize(value), 0);
const valueSize = ({ S, N, L, M }: Attribute): number => {
  if (S !== undefined) return Buffer.byteLength(S);
  if (N !== undefined) return Math.ceil(N.length / 2) + 1;
  if (L) return 3 + L.reduce((sum, one) => sum + 1 + valueSize(one), 0);
  return M ? 3 + Object.keys(M).length + sizeOf(M) : 1;
};
/** As if everything was written in a transaction, which costs twice; so it is for all but a few deletions. */
const unitsFor = (bytes: number): number => 2 * Math.max(1, Math.ceil(bytes / 1024));
const text = (image: Image | undefined, name: string): string | undefined => image?.[name]?.S;

interface Written {
  readonly index: PartitionWrites['index'];
  readonly partition: string;
  readonly units: number;
  /** The item, when it is not one of the order's own. */
  readonly changed?: string;
}

/** What these records have cost: each write of an item, and what follows from it in each index. */
const unitsOf = (records: readonly StreamRecord[]): Written[] => {
  const before = new Map<string, Image>();
  return records.flatMap(({ eventName, dynamodb: { Keys, NewImage } }): Written[] => {
    const key = JSON.stringify(Keys);
    const old = before.get(key);
    if (NewImage) before.set(key, NewImage);
    else before.delete(key);
    const bytes = Math.max(sizeOf(NewImage ?? Keys), old ? sizeOf(old) : 0);
    const shownIn = (index: string, image: Image): Image =>
      Object.fromEntries(
        Object.entries(image).filter(([name]) =>
          ['pk', 'sk', 'id', 'summary', `${index}pk`, `${index}sk`].includes(name)
        ),
      );
    const inIndexes = indexes.flatMap((index): Written[] => {
      const [was, is] = [text(old, `${index}pk`), text(NewImage, `${index}pk`)];
      const write = (partition: string, image: Image): Written => ({
        index,
        partition,
        units: unitsFor(sizeOf(shownIn(index, image))),
      });
      // What stood in the index before it was looked at is taken to stand there unchanged but for what it shows.
      if (is && eventName === 'MODIFY' && !old) return NewImage!['summary'] ? [write(is, NewImage!)] : [];
      const stays = was === is && text(old, `${index}sk`) === text(NewImage, `${index}sk`);
      if (stays) {
        const same = !is || JSON.stringify(shownIn(index, old!)) === JSON.stringify(shownIn(index, NewImage!));
        return same ? [] : [write(is, NewImage!)];
      }
      return [...(was ? [write(was, old!)] : []), ...(is ? [write(is, NewImage!)] : [])];
    });
    const written = { index: 'table', partition: Keys['pk']!.S!, units: unitsFor(bytes) } as const;
    return [{ ...written, ...(!ofAnOrder.test(key) && { changed: key }) }, ...inIndexes];
  });
};

/** How often the item was changed that was changed most often. */
const mostChanges = (written: readonly Written[]): number => {
  const items = Map.groupBy(written.filter(({ changed }) => changed), ({ changed }) => changed);
  return Math.max(0, ...[...items.values()].map((same) => same.length));
};

const anyId = /[a-z]{3}_[0-9A-HJKMNP-TV-Z]{26}|[0-9a-f]{8}-[0-9a-f]{4}-|[0-9a-f]{32}/;
/** What is named after an order, or after something that follows from it. */
const ofAnOrder = /ord_|pay_|shp_|rfd_|pot_|stm_/;
const sharedBy = (partition: string, pattern: string): PartitionWrites['shared'] => {
  if (spreadKeys().includes(pattern)) return 'spread';
  // Named after one message, mail or request, whatever that is about.
  if (/^(INBOX|MAIL|IDEM)#/.test(partition)) return 'own';
  if (ofAnOrder.test(partition)) return 'own';
  if (/sku_/.test(partition)) return 'sku';
  if (/mer_/.test(partition)) return 'shop';
  return anyId.test(partition) || partition.includes('@') ? 'own' : 'all';
};

/** The records about these things, and about what these have led to: an order's shipment, its notices and deadlines. */
const concerning = (records: readonly StreamRecord[], about: readonly string[]): StreamRecord[] => {
  const ids = new Set(about);
  const keys = new Set<string>();
  const texts = records.map(({ dynamodb: { Keys, NewImage } }) => ({
    key: JSON.stringify(Keys),
    pk: Keys['pk']!.S!,
    all: JSON.stringify(NewImage ?? Keys),
  }));
  for (let known = -1; known < ids.size + keys.size;) {
    known = ids.size + keys.size;
    for (const { key, pk, all } of texts) {
      if (!keys.has(key) && ![...ids].some((id) => all.includes(id))) continue;
      keys.add(key);
      for (const [id] of pk.matchAll(/(?:shp|pot|stm|rfd)_[0-9A-Z]{26}/g)) ids.add(id);
      if (/^(CARRIER|PAYMENT)-NOTICE#/.test(pk)) ids.add(pk);
    }
  }
  return records.filter((_, i) => keys.has(texts[i]!.key));
};

/**
 * The units that records about these things take, by the kind of partition: of what many orders share, in the busiest
 * partition of the kind; in all of them where it is spread.
 * @param about ids, one of which is in whatever belongs to the order
 */
export const partitionWrites = (
  records: readonly StreamRecord[],
  about: readonly string[],
  declarations: readonly Declaration[],
): PartitionWrites[] => {
  const own = concerning(records, about);
  const patterns = patternsOf(declarations).toSorted((a, b) => b.key.length - a.key.length);
  const patternOf = ({ index, partition }: Written): string =>
    patterns.find(({ key, index: of = 'table' }) =>
      of === index && (key.endsWith('*') ? partition.startsWith(key.slice(0, -1)) : partition === key)
    )?.key ?? partition;
  const byPartition = [...Map.groupBy(unitsOf(own), ({ index, partition }) => `${index} ${partition}`).values()].map(
    (all) => ({ ...all[0]!, units: all.reduce((sum, { units }) => sum + units, 0), changes: mostChanges(all) }),
  );
  const kindOf = (one: Written): string => sharedBy(one.partition, patternOf(one));
  const kinds = Map.groupBy(byPartition, (one) => `${one.index} ${patternOf(one)} ${kindOf(one)}`);
  return [...kinds.values()].map((alike) => {
    const { index, partition } = alike[0]!;
    const pattern = patternOf(alike[0]!);
    const shared = sharedBy(partition, pattern);
    const units = alike.map((one) => one.units);
    return {
      pattern,
      index,
      shared,
      units: shared === 'spread' || shared === 'all' ? units.reduce((a, b) => a + b) : Math.max(...units),
      total: units.reduce((a, b) => a + b),
      changes: Math.max(...alike.map(({ changes }) => changes)),
    };
  }).toSorted((a, b) => (`${a.index} ${a.pattern}` < `${b.index} ${b.pattern}` ? -1 : 1));
};
