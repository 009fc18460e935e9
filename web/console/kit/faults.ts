import type { ProblemBody } from '../../../shared/kernel/problems.ts';
import type { Locale } from '../../../shared/kernel/values/text.ts';

/** Where a fault is, as forms name their fields: `lines[0].quantity` is `['lines', 0, 'quantity']`. */
export const placeOf = (path: string): (string | number)[] =>
  path.split(/[.[\]]+/).filter(Boolean).map((part) => (/^\d+$/.test(part) ? Number(part) : part));

/** The server's words, which are English, and what they are in Chinese. */
const inChinese: readonly (readonly [RegExp, string])[] = [
  [/^is required$/, '必填'],
  [/^is not known here$/, '这里没有这个字段'],
  [/^does not belong here$/, '不属于这里'],
  [/^must not be empty$/, '不能为空'],
  [/^must be at least (.+)$/, '不能小于 $1'],
  [/^must be at most (.+)$/, '不能大于 $1'],
  [/^must be more than (.+)$/, '必须大于 $1'],
  [/^must be less than (.+)$/, '必须小于 $1'],
  [/^must have at least (\d+) characters?$/, '至少 $1 个字符'],
  [/^must have at most (\d+) characters?$/, '最多 $1 个字符'],
  [/^must have at least (\d+) entr(?:y|ies)$/, '至少 $1 项'],
  [/^must have at most (\d+) entr(?:y|ies)$/, '最多 $1 项'],
  [/^must be one of (.+)$/, '必须是以下之一：$1'],
  [/^must be an e-mail address$/, '必须是电子邮箱地址'],
  [/^must be a phone number.*$/, '必须是带国家代码的电话号码，例如 +86 138 0013 8000'],
  [/^must be a whole number$/, '必须是整数'],
  [/^must be a number$/, '必须是数字'],
  [/^must be a text$/, '必须是文字'],
  [/^must be a list$/, '必须是列表'],
  [/^must be an object$/, '必须填写'],
  [/^must be true or false$/, '必须是“是”或“否”'],
  [/^must be a date.*$/, '必须是日期，例如 2026-11-22'],
  [/^must be a time.*$/, '必须是时间'],
  [/^must be an address like https.*$/, '必须是网址，例如 https://example.com'],
  [/^must be an id like (.+)$/, '必须是编号，例如 $1'],
  [/^must be a country code like BR$/, '必须是国家代码，例如 CN'],
  [/^must be given in zh or en$/, '中文和英文至少填写一种'],
  [/^must be one line.*$/, '必须是一行，不能有控制字符'],
  [/^must not contain control.*$/, '不能有控制字符'],
  [/^must have a letter or a digit that can be seen$/, '必须有可见的文字'],
  [/^must be written in another form$/, '格式不对'],
  [/^fits none of the forms that it can have$/, '格式不对'],
];

export const faultWords = (message: string, locale: Locale): string => {
  if (locale === 'en') return message;
  const found = inChinese.find(([pattern]) => pattern.test(message));
  return found ? message.replace(found[0], found[1]) : message;
};

/** Whether a command may have had its effect all the same: it is sent again with the key that it had. */
export const isOpen = (problem: ProblemBody | undefined): boolean =>
  problem === undefined || problem.status >= 500 || problem.code === 'request-in-progress';
