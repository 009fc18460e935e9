/** The catalogue of notices: of which event, to whom, by which ways, in which words. */
import type { Duration } from '../../shared/kernel/values/clock.ts';
import { Category, Channel, type Notice } from '../../shared/kernel/policy/notice.ts';
import { notices } from '../../shared/notices/declared.ts';
import { reach } from '../../shared/notices/policy.ts';

const row = (...cells: string[]): string => `| ${cells.join(' | ')} |`;

const receiverOf = (notice: Notice): string => {
  const { to } = notice.compose({ data: notice.on.sample })!;
  if ('account' in to) return 'the account';
  return 'shop' in to ? 'the people of the shop' : `staff: ${to.staff}`;
};

const often = (every: Duration | undefined): string => (every ? `once in ${every / 3_600_000} h` : 'each');

const defaultOf = (category: Category, channel: Channel): string => {
  const known = reach[category];
  return known === 'always' ? 'always' : known[channel] ? 'on' : 'off';
};

export const noticesPage = (): string =>
  `# Notices

Made by \`npm run generate\` from what the contexts declare in \`shared/<context>/notices.ts\`. \`npm run notices -- --preview\` shows each in both languages and
by every way. How they travel, and what becomes of them: [decision](decisions/notices.md).

Every notice stands in its receiver's inbox for 90 days. Beside that it takes the ways that are named here, where its receiver has an address for it and has
not chosen otherwise. What is told to many at once is an announcement, written by the staff: [decision](decisions/announcements.md).

| Notice | Event | Receiver | Category | Ways | How often | Words |
|---|---|---|---|---|---|---|
${
    notices.map((notice) => {
      const { words } = notice.compose({ data: notice.on.sample })!;
      return row(
        `\`${notice.name}\``,
        `\`${notice.on.eventName}\``,
        receiverOf(notice),
        notice.category,
        notice.channels.join(', '),
        often(notice.atMostEvery),
        `${words.en.subject}<br>${words.zh.subject}`,
      );
    }).join('\n')
  }

## What reaches people unless they choose otherwise

| Category | ${Channel.options.join(' | ')} |
|---|${Channel.options.map(() => '---|').join('')}
${
    Category.options.map((category) => row(category, ...Channel.options.map((channel) => defaultOf(category, channel))))
      .join('\n')
  }

What is \`always\` there cannot be switched off, and does not wait for the end of quiet hours.
`;
