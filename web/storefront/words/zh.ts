import type { Words } from './words.ts';

export const brand: Words['brand'] = '集市';

export const shell: Words['shell'] = {
  skip: '跳到正文',
  categories: '分类',
  otherLanguage: 'English',
  about: '关于集市',
  promise: '货到之前，货款由平台保管。',
};

export const visitor: Words['visitor'] = {
  signIn: '登录',
  account: '我的账户',
  cart: (n) => (n ? `购物车，${n} 件` : '购物车'),
};

export const searchField = { label: '搜索', hint: '搜索商品' } as const;

export const search = {
  title: (q: string) => `“${q}”的搜索结果`,
  empty: '搜索商品',
  count: (n: number, more: boolean) => (more ? `超过 ${n} 件商品。` : `共 ${n} 件商品。`),
  corrected: (words: string) => `已为您搜索“${words}”。`,
  loose: '没有商品包含全部搜索词，以下商品包含其中一部分。',
  nothing: (q: string) => `没有找到“${q}”相关的商品，换个词或少用几个词试试。`,
  nearest: (name: string) => `${name}热销`,
  narrow: '筛选结果',
  category: '类目',
  price: '价格',
  shop: '店铺',
  inStock: '仅看有货',
  clear: '清除筛选',
  anyPrice: '不限价格',
  priceTo: (price: string) => `${price} 以下`,
  priceFrom: (price: string) => `${price} 以上`,
  more: '下一页',
  mine: '您常买的商品会排在前面。',
  mineOff: '更改',
  orders: {
    relevance: '综合',
    sales: '销量',
    'price-up': '价格从低到高',
    'price-down': '价格从高到低',
    newest: '最新',
  },
} as const;

export const steps: Words['steps'] = { title: '接下来可以去', home: '回到集市', help: '帮助' };

export const refused: Words['refused'] = {
  missing: { title: '没有这个页面', text: '地址可能有误，或内容已不存在。' },
  gone: { title: '该商品已下架', text: '店铺已将其下架。还有类似的商品可看。', see: '看看类似商品' },
  busy: { title: '操作太频繁', text: '请稍等几秒再刷新。' },
  broken: { title: '我们这边出了问题', text: '您的内容没有丢失，请稍后刷新页面。' },
};

export const home: Words['home'] = {
  title: '好物，来自做它的人',
  description: '众多小店的集市。货到之前，货款由平台保管。',
  lead: '众多小店的集市。货到之前，货款由平台保管。',
  popular: '热卖',
  newest: '新上架',
  newestText: '各店铺最近上架的商品，最新的在前。',
  newestAll: '全部新品',
  categories: '分类',
  slides: '精选',
};

export const category: Words['category'] = {
  sort: '排序',
  newest: '最新',
  priceUp: '价格从低到高',
  priceDown: '价格从高到低',
  below: '子分类',
  empty: '这里还没有商品',
  emptyText: '每天都有店铺上新。',
  more: '显示更多',
  loading: '加载中…',
  end: '已全部显示。',
  description: (name) => `来自独立店铺的${name}，送货上门。`,
  path: '当前位置',
  home: '集市',
};

export const product: Words['product'] = {
  quantity: '数量',
  less: '减一件',
  more: '加一件',
  add: '加入购物车',
  added: '已加入购物车。',
  toCart: '查看购物车',
  'in-stock': '有货',
  low: '仅剩少量',
  'sold-out': '已售罄',
  held: '货到之后货款才付给店铺',
  zoom: '放大查看',
  picture: (n, of) => `第 ${n} 张，共 ${of} 张`,
  keep: (title) => `收藏 ${title}`,
  freightLater: '运费在结算时按地址计算。',
};

export const made: Words['made'] = {
  choose: '请选择…',
  pictures: 'JPEG、PNG 或 WebP，不超过 5 MB。仅您与店铺可见。',
  uploaded: '已上传。',
};

export const buyNow: Words['buyNow'] = {
  button: '立即购买',
  beforePaying: '付款前会显示总价和运费。',
  terms: (total, freight, place, means) =>
    `立即购买：共 ${total}，含送至${place}的运费 ${freight}${means ? `，使用 ${means}` : ''}`,
};

export const productPage: Words['productPage'] = {
  tags: '标签',
  film: (title: string) => `${title}：短视频`,
  ships: (days) => `${days} 天内发货`,
  packed: ({ material, recycled, returnable, green }) =>
    [
      { paper: '纸包装', cloth: '布包装', wood: '木包装', plastic: '塑料包装', unpacked: '无包装发货' }[material],
      ...(recycled > 0 ? [`${recycled / 100}% 再生材料`] : []),
      ...(returnable ? ['店铺回收再用'] : []),
      ...(green ? ['绿色包装'] : []),
    ].join('，'),
  details: '商品参数',
  made: (days) => (days === 0 ? '为您定制' : `为您定制，制作需 ${days} 天`),
  soldBy: '店铺',
  visitShop: '进店看看',
  alike: '相似商品',
};

export const compare: Words['compare'] = {
  title: '商品对比',
  link: '与其他商品对比',
  add: '加入对比',
  remove: '移除',
  removeOne: (title) => `从对比中移除 ${title}`,
  price: '价格',
  shop: '店铺',
  stock: '库存',
  delivery: '发货',
  gone: '这些商品均已下架。',
};

export const store: Words['store'] = { goods: '在售商品', empty: '店铺目前没有在售商品' };

export const feedback: Words['feedback'] = {
  open: '对本页提意见',
  title: '这里哪里可以更好？',
  kind: '关于什么？',
  kinds: { problem: '有东西坏了', idea: '建议', praise: '表扬', question: '疑问' },
  text: '请写下来',
  contact: '联系方式（选填）',
  send: '发送',
  thanks: '谢谢，会有人看。',
  cancel: '取消',
  close: '关闭',
};

export const forms: Words['forms'] = {
  required: '此项必填',
  wait: '请稍候…',
  offline: '您已离线。您填写的内容还在，请联网后再试。',
  retry: '重试',
  optional: '选填',
  save: '保存',
  cancel: '取消',
  remove: '删除',
  broken: '我们这边出了问题。您填写的内容还在，请稍后再试。',
  unheard: '暂时联系不上我们。您填写的内容还在，请稍后再试。',
  waitFor: (
    seconds,
  ) => (seconds < 90 ? `请在 ${seconds} 秒后再试。` : `请在 ${Math.ceil(seconds / 60)} 分钟后再试。`),
  needsScript: '此页面需要 JavaScript；浏览商品则不需要。',
  saved: '已保存。',
};

export const returnPolicy: Words['returnPolicy'] = {
  title: '退货政策：哪些可退、多久内可退',
  lead: '以下条款适用于现在购买的商品；此前购买的商品按购买当日的条款办理，可在订单中查看。',
  then: '以下为您下单时的条款，适用于该订单。',
  all: '所有商品',
  others: '其他商品',
  within: (days) => (days === 0 ? '不支持退货' : `签收后 ${days} 天内可退`),
  wayBack: { 'paid-by-buyer': '退货运费由买家承担', 'paid-by-shop': '退货运费由店铺承担' },
  how: '退货流程',
  ask: '在订单页申请退货：选择商品、数量并说明原因。',
  answer: (hours) => `店铺在 ${hours} 小时内答复，逾期由平台介入。`,
  send: (days) => `请在 ${days} 天内寄回商品，或送至店铺。`,
  inspect: (hours) => `店铺在 ${hours} 小时内验货，货款原路退回。`,
  dispute: (days) => `若店铺拒绝，您可在 ${days} 天内申请平台裁决。`,
  version: (version) => `第 ${version} 版`,
  promise: (days) => (days === 0 ? '不支持退货' : `${days} 天内可退货`),
};

export const help: Words['help'] = {
  title: '帮助',
  lead: '用平常话说明集市如何运作。',
  buying: {
    title: '购买与支付',
    text: [
      '多家店铺的商品可放入同一购物车，一次付款；每家店铺各有一张订单。',
      '您在支付机构的页面付款。货款由平台保管，收到货之前店铺拿不到钱。',
      '未付款的订单到时自动取消，不会扣款。',
    ],
  },
  delivery: {
    title: '配送',
    text: [
      '店铺接单后把包裹交给承运商，每一步都能在订单里看到。',
      '收到后请确认收货；若不操作，到时视为已收货。',
      '若显示已送达而您没有收到，请在订单里说明，货款会保留到有人查清为止。',
    ],
  },
  returns: {
    title: '取消、退货与退款',
    text: [
      '店铺接单之前可以取消订单，货款原路退回。',
      '收到商品后可在订单页申请退货退款；店铺不答复或拒绝时，由平台裁决。',
      '店铺或客服可部分或全额退款，每笔退款都显示在订单里。',
    ],
  },
  selling: {
    title: '我要开店',
    text: ['有营业执照者可申请开店，我们审核材料后数日内答复。', '佣金从成交额中扣除，在对账单逐行列明，没有月费。'],
  },
  terms: {
    title: '使用条款',
    text: [
      '买卖合同在您与店铺之间订立。我们代收货款并保管，确认收货后支付给店铺。',
      '价格已含店铺应缴税款，运费在付款前列明。',
      '用于欺骗他人的账户会被冻结；被冻结者会被告知原因并可申诉。',
    ],
  },
  privacy: {
    title: '隐私',
    text: [
      '我们只保存订单需要的信息：您是谁、送到哪里、付了多少。店铺只看到自己订单的地址。',
      '员工每次查看您的资料都有记录。我们的页面不加载第三方内容，也不跟踪您。',
      '一个 Cookie 使您保持登录，任何脚本都读不到它。',
    ],
  },
};

export const cart: Words['cart'] = {
  picture: '图片',
  title: '购物车',
  empty: '购物车是空的',
  emptyText: '放进来的商品会在这里等您。',
  goods: '商品',
  checkout: '去结算',
  priceChanged: (before, after) => `价格已从 ${before} 变为 ${after}。`,
  changes: {
    'price-changed': () => '价格有变化。',
    'out-of-stock': () => '已售罄，请移除后继续。',
    'quantity-limited': (left) => `仅剩 ${left} 件，请减少数量。`,
    'off-sale': () => '已下架，请移除后继续。',
    'merchant-closed': () => '店铺暂停营业，请移除后继续。',
    'quote-expired': () => '运费报价已过期，请重新询价。',
    'options-changed': () => '选项已变，请重选。',
  },
};

export const guestCart: Words['guestCart'] = {
  guest: '结算前请登录或注册，这里的商品会一并带上。',
  joined: '登录前选好的商品：',
  outcomes: {
    'added': (added: number) => `已加入 ${added} 件`,
    'fewer': (added: number, wanted: number) => `选了 ${wanted} 件，加入 ${added} 件：库存或数量已到上限`,
    'sold-out': () => '已售罄，未加入',
    'gone': () => '已下架，未加入',
    'options-changed': () => '定制选项已变化，请在商品页重新选择',
    'currency-mixed': () => '与购物车币种不同，未加入',
    'cart-too-large': () => '购物车已满，未加入',
  },
};

export const checkout: Words['checkout'] = {
  title: '结算',
  where: '收货地址',
  how: '支付方式',
  addAddress: '添加地址',
  addressFirst: '请先保存地址。',
  kept: (brand, last4) => `${brand} ${last4 && `•••• ${last4}`}`.trim(),
  keep: '记住此支付方式，下次使用。我们不保存卡号。',
  forget: '删除',
  note: '给本店的留言',
  ordered: '已下的订单在这里：',
  freight: '运费',
  ofShop: '本店小计',
  total: '合计',
  changed: '购物车里有变化。',
  toCart: '去看看',
  held: '货到之前，货款由平台保管。',
  place: '提交订单并付款',
  toOrders: '我的订单',
};

export const methods: Words['methods'] = {
  'card': '银行卡',
  'net-bank': '网上银行',
  'third-party': '支付宝、PayPal 等',
  'mobile-bank': '手机银行',
  'wallet': '钱包',
  'bank-remittance': '银行汇款',
};

export const payment: Words['payment'] = {
  title: '支付',
  go: '前往支付页面',
  retry: '重新支付',
  holder: '收款人',
  bank: '开户行',
  account: '账号',
  reference: '附言',
  order: (n, of) => (of > 1 ? `第 ${n} 张订单，共 ${of} 张` : '查看订单'),
  created: { title: '准备中', text: '正在联系支付机构，请稍候。' },
  pending: { title: '等待付款', text: '到账后本页会自动更新，可以放心关闭。' },
  captured: { title: '已付款', text: '谢谢。货到之前，货款由平台保管。' },
  declined: { title: '支付未成功', text: '没有扣款。请重试，或换一种方式。' },
  expired: { title: '已超时', text: '订单已取消，没有扣款。' },
  orders: '此次付款的订单',
};

/** What goes back of an order. */
export const returns: Words['returns'] = {
  title: '退货与退款',
  ask: '申请退货或退款',
  yes: '提交给店铺',
  order: '订单',
  story: '发生了什么？',
  what: '哪件商品？',
  quantity: '几件？',
  wish: '您希望如何处理？',
  wishes: { 'return-and-refund': '退货退款', 'refund-only': '仅退款' },
  reason: '原因',
  reasons: {
    'defective': '有缺陷',
    'not-as-described': '与描述不符',
    'wrong-goods': '发错了货',
    'incomplete': '缺件',
    'not-wanted': '不想要了',
  },
  states: {
    'return-requested': '店铺处理中',
    'return-approved': '请寄回商品',
    'return-sent': '退货运输中',
    'return-received': '店铺验收中',
    'return-refused': '店铺已拒绝',
    'return-disputed': '平台处理中',
    'return-refunded': '退款已发起',
    'return-closed': '已关闭',
  },
  steps: {
    'return-requested': '已申请',
    'return-approved': '同意寄回',
    'return-sent': '已寄出',
    'return-received': '已收到',
    'return-refused': '全部或部分拒绝',
    'return-disputed': '提出异议',
    'return-refunded': '已退款',
    'return-closed': '已关闭',
  },
  photos: '凭证照片',
  photo: (which: number) => `照片 ${which}`,
  photosHint: '最多六张，每张不超过 5 MB。仅您、店铺和平台可见。',
  photosSent: (sent: number) => `已上传 ${sent} 张`,
  noPhotos: '不附照片',
  sides: { buyer: '您', shop: '店铺', carrier: '承运商', platform: '平台' },
  until: (who, time) => `等待${who}，截止 ${time}`,
  back: (money) => ` · 已退 ${money}`,
  terms: '本订单的退货条款',
  label: '请写在包裹上：',
  carrier: '承运商',
  trackingNumber: '运单号',
  send: '已寄出',
  note: '您为什么不同意？',
  dispute: '请平台裁决',
  withdraw: '撤回申请',
};

export const orders: Words['orders'] = {
  title: '我的订单',
  one: '订单',
  empty: '您还没有买过东西',
  emptyText: '您的订单和每一步进展都会显示在这里。',
  andMore: (n) => `另有 ${n} 种商品`,
  number: '订单号',
  way: '进度',
  history: '订单记录',
  parcel: '包裹',
  parcelOf: (at: number, of: number) => `包裹 ${at} / ${of}`,
  payment: '付款与退款',
  expected: (day) => `预计 ${day} 送达`,
  pay: '去付款',
  payBy: (time) => `请在 ${time} 前付款`,
  receipt: '确认收货',
  denial: '没有收到',
  cancel: '取消订单',
  change: {
    open: '修改订单',
    title: '修改这张订单',
    text: '发货前可以修改数量、收货地址和备注。变便宜的部分原路退回；想多买请另下一单。',
    sameAddress: '地址不变',
    look: '看看结果',
    back: (sum: string) => `${sum} 将原路退回。`,
    acceptedAnew: '商家已接单，需要重新确认。',
    yes: '确认修改',
  },
  note: '发生了什么？',
  toShop: '给店铺的留言',
  shipsBy: (day) => `${day} 前发货`,
  begun: '商家已开始制作，如需取消请联系商家。',
  making: {
    planned: '定制：待排产',
    allocated: '定制：已安排生产',
    prepared: '定制：备料完成',
    'in-production': '定制：制作中',
    finished: '定制：已完成',
  },
  missed: {
    'no-scan': '包裹有一段时间没有物流信息，我们正在查找。',
    delayed: '包裹晚于计划，我们正在查找。',
    lost: '承运商称包裹丢失，我们正在核实。',
    damaged: '承运商称包裹破损，我们正在核实。',
    'not-taken': '承运商称包裹被拒收，我们正在核实。',
    'carrier-exception': '包裹运输受阻，我们正在核实。',
  },
  rating: {
    title: '这次配送怎么样？',
    headings: { speed: '速度', condition: '包裹状况', courier: '配送员' },
    scores: { 5: '5 分：很好', 4: '4 分：好', 3: '3 分：一般', 2: '2 分：较差', 1: '1 分：差' },
    comment: '想说的话（可不填）',
    send: '评价配送',
  },
  returns: '退货与退款',
  sure: {
    cancel: { title: '取消这张订单？', text: '已付款项原路退回；未付款的订单会一并取消。', yes: '确定取消' },
    receipt: { title: '商品都收到了吗？', text: '确认后货款将付给店铺，请收到商品后再确认。', yes: '是，已收到' },
    denial: { title: '没有收到商品？', text: '查清之前，货款由平台保管。', yes: '告诉客服' },
  },
  states: {
    'awaiting-payment': '待付款',
    'awaiting-acceptance': '已付款，待接单',
    'awaiting-shipment': '备货中',
    'shipped': '运输中',
    'delivered': '已送达',
    'completed': '已完成',
    'cancelled': '已取消',
  },
  steps: {
    'awaiting-payment': '下单',
    'awaiting-acceptance': '付款',
    'awaiting-shipment': '接单',
    'shipped': '发货',
    'delivered': '送达',
    'completed': '收货',
  },
  cancelled: {
    buyer: '您取消了订单。',
    deadline: '超时自动取消。',
    refused: '店铺无法接单。',
    returned: '包裹已退回店铺。',
    lost: '包裹无法送达。',
    operator: '平台关闭了订单。',
  },
  by: { buyer: '您', merchant: '店铺', platform: '平台' },
  events: {
    'order-placed': '下单',
    'order-payment-declined': '支付未成功',
    'order-paid': '付款',
    'order-changed': '您修改了订单',
    'order-accepted': '店铺接单',
    'production-moved': '制作有进展',
    'order-shipped': '交给承运商',
    'order-part-shipped': '部分商品交给承运商',
    'order-part-delivered': '部分商品送达',
    'order-part-returned': '部分商品退回店铺，货款退还',
    'order-delivered': '送达',
    'order-said-delivered': '店铺称已送达',
    'order-completed': '确认收货',
    'order-cancelled': '取消',
    'delivery-denied': '您表示没有收到',
    'delivery-upheld': '平台确认已送达',
    'order-processing-overdue': '店铺接单超时',
    'order-shipment-overdue': '店铺发货超时',
    'order-delivery-overdue': '包裹延误',
  },
  scans: {
    'picked-up': '已揽收',
    'in-transit': '运输中',
    'out-for-delivery': '派送中',
    'delivered': '已送达',
    'exception': '受阻',
    'returned': '退回',
    'unknown': '承运商有新消息',
  },
};

export const signIn: Words['signIn'] = {
  title: '登录',
  lead: '使用您的邮箱或手机号。',
  again: '登录后会回到刚才的页面，您填写的内容还在。',
  login: '邮箱或手机号',
  loginHint: '中国大陆以外的手机号请加国家代码，如 +44 7400 123456',
  password: '密码',
  show: '显示',
  hide: '隐藏',
  showPassword: '显示密码',
  send: '登录',
  forgotten: '忘记密码？',
  newHere: '还没有账户？',
  register: '注册',
  wrong: '账户或密码不正确。请核对，或重设密码。',
  notMail: '请填写邮箱，如 ann@example.com',
  notLogin: '请填写邮箱或手机号，如 138 0013 8000',
  notCode: '验证码为六位数字',
  needs: { long: '至少 10 个字符', lower: '小写字母', upper: '大写字母', digit: '数字' },
  lacks: (what) => `还需要：${what.join('、')}`,
  noSpaceAround: '首尾不能有空格',
};

export const register: Words['register'] = {
  title: '注册',
  lead: '我们会发送验证码，以确认邮箱或手机号属于您。',
  next: '获取验证码',
  sentTo: (login) => `六位验证码已发送至 ${login}，一小时内有效。`,
  mayTake: '可能需要一分钟，也请查看垃圾邮件。',
  code: '验证码',
  newPassword: '新密码',
  finish: '完成注册',
  change: '换一个邮箱或手机号',
  resend: '重新发送',
  resendIn: (seconds) => `重新发送（${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}）`,
  resent: '新的验证码已发出。',
  agree: '注册即表示同意使用条款。',
  language: '邮件与通知的语言',
  languages: { en: 'English', zh: '中文' },
};

export const forgotten: Words['forgotten'] = {
  title: '重设密码',
  lead: '验证码会发送至您登录用的邮箱或手机号。',
  finish: '设置密码',
};

export const account: Words['account'] = {
  title: '我的账户',
  nav: '我的账户',
  hello: (name) => (name ? `${name}，您好` : '您好'),
  overview: '概览',
  orders: '订单',
  addresses: '收货地址',
  messages: '消息',
  favourites: '收藏',
  notices: '通知设置',
  profile: '个人资料',
  security: '账户安全',
  signOut: '退出登录',
  unread: (n) => (n === 0 ? '没有新消息' : `${n > 99 ? '99+' : n} 条未读`),
  readThem: '去看看',
  lastOrders: '最近订单',
  allOrders: '全部订单',
  noOrders: '您还没有订单。',
  toPay: '待付款',
  pay: '去付款',
  noAddress: '还没有收货地址',
  defaultAddress: '默认送至',
  name: '称呼',
  nameHint: '我们对您的称呼，店铺也会在订单上看到。',
  login: '登录账户',
  language: '邮件与通知的语言',
};

export const habits: Words['habits'] = {
  title: '搜索偏好',
  lead:
    '您购买和收藏过的同类商品会在搜索结果中靠前，不会因此隐藏任何商品。除您本人外，店铺和平台人员都看不到这些偏好。',
  use: '按我的购物习惯排列搜索结果',
  known: (names) => `目前了解到：${names.join('、')}。`,
  nothing: '目前还没有记录。',
  isOn: '已开启。',
  isOff: '已关闭，原有记录已清除。',
};

export const addresses: Words['addresses'] = {
  title: '收货地址',
  add: '新增地址',
  edit: '修改',
  empty: '还没有收货地址。添加一个，下单时更省事。',
  isDefault: '默认地址',
  makeDefault: '设为默认',
  sure: (name) => `删除 ${name} 的地址？已下的订单仍使用原地址。`,
  removed: '已删除。',
  adding: '新增地址',
  editing: '修改地址',
  country: '国家或地区',
  name: '收件人',
  phone: '电话',
  phoneHint: (country) => `按${country}的写法填写；其他国家的号码请加国家代码。`,
  region: '省、市或自治区',
  choose: '请选择',
  city: '城市',
  street: '街道、门牌号',
  postalCode: '邮政编码',
  notPostal: (example) => `格式如 ${example}`,
  notPhone: '请填写完整的号码',
};

export const security: Words['security'] = {
  title: '账户安全',
  password: '修改密码',
  passwordLead: '修改后，其他设备都会退出登录。',
  now: '当前密码',
  next: '新密码',
  change: '修改密码',
  changed: '密码已修改，其他设备均已退出。',
  nowWrong: '当前密码不正确。',
  sessions: '登录的设备',
  here: '在此退出',
  everywhere: '退出所有设备',
  everywhereText: '所有设备（包括本机）都会退出登录，例如您遗失的手机。密码保持不变。',
  endAll: '全部退出',
};

export const favourites: Words['favourites'] = {
  title: '我的收藏',
  empty: '还没有收藏',
  emptyText: '点商品上的爱心即可收藏，这里显示现价。',
  'on-sale': '在售',
  'sold-out': '已售罄',
  gone: '已下架',
  cheaper: (by) => `比收藏时便宜 ${by}`,
  drop: '移除',
  dropOne: (title) => `移除收藏的 ${title}`,
};

export const messages: Words['messages'] = {
  title: '消息',
  empty: '暂无消息。订单与账户的动态会出现在这里。',
  readAll: '全部标为已读',
  markRead: '标为已读',
  unread: '未读',
  open: '查看',
  more: '更早的消息',
};

export const notices: Words['notices'] = {
  title: '通知设置',
  lead: '选择以何种方式通知您。所有通知都可在消息中查看。',
  channels: { mail: '邮件', text: '短信', push: '浏览器推送' },
  categories: {
    security: '账户安全',
    money: '付款与退款',
    order: '订单与配送',
    shop: '我的店铺',
    work: '我的工作',
    news: '集市动态',
    marketing: '优惠活动',
  },
  fixed: '无法关闭',
  about: (category, channel) => `${category}：${channel}`,
  quiet: '免打扰时段',
  quietLead: '不紧急的通知会在此时段之后发送。',
  from: '从',
  to: '至',
  suppressed: {
    bounced: '发给您的邮件被退回，在客服处理之前不再发送。',
    complained: '您曾将我们的邮件标为垃圾邮件，因此不再发送。',
  },
};
