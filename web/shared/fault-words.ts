/** What the server says of a field (shared/kernel/doors/words.ts and the schemas' own), in Chinese. */

type Saying = readonly [said: RegExp, inChinese: (...parts: string[]) => string];

const sayings: readonly Saying[] = [
  [/^(?:is required|must not be empty)$/, () => '此项必填'],
  [/^must be at least (\S+)$/, (least) => `不能小于 ${least}`],
  [/^must be at most (\S+)$/, (most) => `不能大于 ${most}`],
  [/^must be more than (\S+)$/, (bound) => `必须大于 ${bound}`],
  [/^must be less than (\S+)$/, (bound) => `必须小于 ${bound}`],
  [/^must be a multiple of (\S+)$/, (step) => `必须是 ${step} 的倍数`],
  [/^must have at least (\d+) characters?$/, (least) => `至少 ${least} 个字符`],
  [/^must have at most (\d+) characters?$/, (most) => `最多 ${most} 个字符`],
  [/^must have at least (\d+) entr(?:y|ies)$/, (least) => `至少 ${least} 项`],
  [/^must have at most (\d+) entr(?:y|ies)$/, (most) => `最多 ${most} 项`],
  [/^must be one of (.+)$/, (all) => `必须是以下之一：${all}`],
  [/^must be an e-mail address, or a mobile number.*$/, () => '请填写邮箱，或带国家代码的手机号'],
  [/^must be an e-mail address$/, () => '请填写邮箱'],
  [/^must be a phone number, of (.+) or with its country's code$/, () => '请填写当地的电话号码，或加上国家代码'],
  [/^must be a phone number.*$/, () => '请填写带国家代码的电话号码'],
  [/^must be a postal code of .+, like (.+)$/, (example) => `邮政编码格式如 ${example}`],
  [/^must be a region of .+, like (.+)$/, () => '请选择该国家的省或州'],
  [/^must be a country code.*$/, () => '请选择国家或地区'],
  [/^must be six digits$/, () => '验证码为六位数字'],
  [/^needs a lower-case letter$/, () => '需要小写字母'],
  [/^needs an upper-case letter$/, () => '需要大写字母'],
  [/^needs a digit$/, () => '需要数字'],
  [/^must not begin or end with a space$/, () => '首尾不能有空格'],
  [/^must be one line, without control or direction characters$/, () => '只能是一行，不能含有控制字符'],
  [/^must not contain control or direction characters$/, () => '不能含有控制字符'],
  [/^must have a letter or a digit that can be seen$/, () => '至少要有一个可见的字母或数字'],
  [/^must be a (?:whole )?number$/, () => '请填写数字'],
  [/^must be a text$/, () => '请填写文字'],
  [
    /^must be (?:an address like|a date like|a time like|a time of day like|a time zone like) (\S+)$/,
    (one) => `格式如 ${one}`,
  ],
  [/^must end at another time than they begin$/, () => '结束时间不能与开始时间相同'],
  [/^“(.+)”: must not be used$/, (term) => `“${term}”：禁止使用`],
  [/^“(.+)”: wants proof; the reviewer looks at it$/, (term) => `“${term}”：需要证明，审核时会核对`],
  [/^A list price is above the price, in the same currency$/, () => '划线价必须高于售价，且为同一币种'],
  [/^is none of the choices$/, () => '请选择其中一项'],
  [/^is no picture$/, () => '请上传图片'],
  [/^is answered twice$/, () => '重复填写'],
  [/^is no option of these goods$/, () => '商品没有此选项，请刷新页面'],
  [/^has a code twice$/, () => '编码重复'],
  [/^has a tag twice$/, () => '标签重复'],
  [/^is not offered here$/, () => '此处不提供'],
  [/^is no push service known here$/, () => '不支持此浏览器的推送服务'],
];

/** What is not known stays as the server said it. */
export const faultInChinese = (message: string): string => {
  for (const [said, inChinese] of sayings) {
    const found = said.exec(message);
    if (found) return inChinese(...found.slice(1));
  }
  return message;
};
