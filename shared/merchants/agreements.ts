import * as z from 'zod';
import type { Instant } from '../kernel/values/clock.ts';
import { localText, prose } from '../kernel/values/text.ts';

export type AgreementKind = z.infer<typeof AgreementKind>;
export const AgreementKind = z.enum(['service', 'entry']);

/** An agreement as it is offered now. Another text is another version, and it has to be accepted anew. */
export const Agreement = z.object({
  kind: AgreementKind,
  version: z.string(),
  title: localText(120),
  text: localText(20_000, prose),
});

export const AcceptedVersion = z.strictObject({ kind: AgreementKind, version: z.string().min(1).max(20) });

/** What was accepted, and when. */
export type Acceptances = { readonly [K in AgreementKind]?: { readonly version: string; readonly at: Instant } };

export const agreements = [
  {
    kind: 'service',
    version: '2026-11',
    title: { en: 'Platform service agreement', zh: '平台服务协议' },
    text: {
      en:
        'Jishi runs the market place, receives the money of the buyers, keeps it until the goods have arrived and pays it to the merchant '
        + 'after the after-sales period, less the commission that was in force when the order was placed. The merchant answers for the goods, '
        + 'their description and their dispatch, and treats the data of buyers as the law demands.',
      zh:
        '集市运营本平台，代收买家款项并保管至商品送达，售后期满后扣除下单时有效的佣金，将余款支付给商家。商家对商品、商品描述及发货负责，并依法处理买家数据。',
    },
  },
  {
    kind: 'entry',
    version: '2026-11',
    title: { en: 'Merchant entry agreement', zh: '商家入驻协议' },
    text: {
      en:
        'The merchant declares that the facts and documents of its application are true and its own, that it may trade in the categories '
        + 'that it names, and that it reports any change of them within ten days. Jishi may ask for supplements, refuse an application with reasons, '
        + 'and suspend a shop whose facts prove untrue.',
      zh:
        '商家声明入驻申请中的信息与文件真实且归其所有，具备所申报类目的经营资格，并在信息变更后十日内告知平台。集市可要求补充材料、附理由拒绝申请，并可暂停信息不实的店铺。',
    },
  },
] as const satisfies z.infer<typeof Agreement>[];

/** The version of an agreement that is offered now. */
export const currentVersion = (kind: AgreementKind): string =>
  agreements.find((agreement) => agreement.kind === kind)!.version;
