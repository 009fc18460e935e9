import { expect, it } from 'vitest';
import { preferred } from '../../../../shared/kernel/values/preferred.ts';

it.each([
  [undefined, 'en'],
  ['', 'en'],
  ['zh', 'zh'],
  ['ZH-Hans-CN', 'zh'],
  ['zh-TW;q=0.9, en;q=0.8', 'zh'],
  ['en-GB,en;q=0.9,zh;q=0.8', 'en'],
  ['en;q=0.3, zh-CN;q=0.7', 'zh'],
  ['fr-CH, fr;q=0.9, zh;q=0.5, en;q=0.4', 'zh'],
  ['de, *;q=0.5', 'en'],
  ['*', 'en'],
  ['zh;q=0, *', 'en'],
  ['en;q=0, *', 'zh'],
  ['zh;Q=0.1, EN;Q=0.2', 'en'],
  ['en;Q=0.1, ZH_cn;Q=0.2', 'zh'],
  ['zh_CN', 'zh'],
  ['pt-BR', 'en'],
  ['zhuang', 'en'],
  [';;;,q=,zh;q=x', 'en'],
])('who accepts %j gets %s', (header, locale) => {
  expect(preferred(header)).toBe(locale);
});
