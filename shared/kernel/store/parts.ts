import { createHash } from 'node:crypto';

/** Whether what has a key belongs to a part: each key belongs to one, and parts of many keys are alike in size. */
export const isOfPart = (key: string, part: number, parts: number): boolean =>
  createHash('sha256').update(key).digest().readUInt32BE() % parts === part;
