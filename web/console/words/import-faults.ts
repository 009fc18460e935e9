import type { Locale } from '../../../shared/kernel/values/text.ts';
import { faultWords } from '../kit/faults.ts';

/** What the reader of product files says, and what it is in Chinese. */
const inChinese: readonly (readonly [RegExp, string])[] = [
  [/^This is (.+): save it as CSV in UTF-8$/, '这是 $1 文件，请另存为 UTF-8 编码的 CSV'],
  [/^Read as (.+)$/, '按 $1 编码读取'],
  [/^The file has no header$/, '文件没有表头'],
  [/^The file has a header and no rows$/, '文件只有表头，没有数据行'],
  [/^The header has one column.*$/, '表头只有一列：单元格须以逗号、分号或制表符分隔'],
  [/^The header lacks this column$/, '表头缺少此列'],
  [/^The header has this column twice$/, '表头中此列重复'],
  [/^It is not read, since there is (.+) as well$/, '不读取此列，因为已有 $1'],
  [/^Something stands between a closing quote and the next cell$/, '结束引号与下一个单元格之间有多余内容'],
  [/^A quote stands in the middle of a cell without quotes$/, '未加引号的单元格中间出现引号'],
  [/^A row is longer than (\d+) characters$/, '一行超过 $1 个字符'],
  [/^A quote that is opened here is never closed.*$/, '此处的引号没有结束，或该行过长'],
  [/^The row has (\d+) cells, the header (\d+)$/, '该行有 $1 个单元格，表头有 $2 个'],
  [/^The cell has bytes that are not UTF-8$/, '单元格含有非 UTF-8 字节'],
  [/^At the most (\d+) rows a product$/, '每件商品最多 $1 行'],
  [/^At the most (\d+) variants a product$/, '每件商品最多 $1 个规格'],
  [/^The product's first row, line (\d+), could not be read$/, '该商品的第一行（第 $1 行）无法读取'],
  [/^must be an amount in (\w+), like (.+)$/, '必须是 $1 金额，例如 $2'],
  [/^must be a weight like 1\.5.*$/, '必须是重量，例如 1.5，不带分隔符，或留空'],
  [/^must be kg, g, lb or oz$/, '必须是 kg、g、lb 或 oz'],
  [/^It weighs 0 g.*$/, '重量为 0 克：按重量计算的运费将为零'],
  [/^No weight is given: 0 g$/, '未填写重量：按 0 克计'],
  [/^must be a whole number of units, or empty$/, '必须是整数件数，或留空'],
  [/^(\S+) units: none to sell$/, '$1 件：没有可售库存'],
  [/^(\S+) is read as (\d+) units$/, '$1 读作 $2 件'],
  [/^Another variant of the product has this code$/, '该商品的另一规格已使用此编码'],
  [/^(.+): it cannot go on sale so$/, '$1：因此无法上架'],
  [/^must be as it was exported, or empty$/, '必须与导出时一致，或留空'],
  [/^A product needs a SKU, an ID or a name$/, '商品须有 SKU、ID 或名称'],
  [/^Another product of the file has this SKU$/, '文件中的另一商品已使用此 SKU'],
  [/^No product of the file has this SKU or ID$/, '文件中没有此 SKU 或 ID 的商品'],
  [/^Products of the type (.+) cannot be sold here$/, '不支持 $1 类型的商品'],
  [/^The product has no variation$/, '该商品没有规格'],
  [/^It tells no variations apart and is not read: (.+)$/, '不区分规格，未读取：$1'],
  [/^The shop does not have these pictures.*$/, '店铺没有这些图片或视频，请在草稿中添加'],
  [/^The product is archived$/, '商品已归档'],
  [/^The shop has no such SKU$/, '店铺没有此 SKU'],
  [/^The header lacks Price and Available$/, '表头缺少 Price 和 Available'],
  [/^It costs (.+) by now: export it anew$/, '现价为 $1，请重新导出'],
  [/^Another change of this export has been made: export it anew$/, '此次导出的另一更改已执行，请重新导出'],
  [/^Only (\d+) are left to sell$/, '仅剩 $1 件可售'],
  [/^(\w+) is not possible while (.+)$/, '当前状态（$2）不能修改'],
  [/^From (\d+) to (\d+) without another review$/, '未经重新审核，价格只能在 $1 至 $2 之间（最小货币单位）'],
];

export const importFaultWords = (message: string, locale: Locale): string => {
  const found = locale === 'zh' ? inChinese.find(([pattern]) => pattern.test(message)) : undefined;
  return found ? message.replace(found[0], found[1]) : faultWords(message, locale);
};
