import DatePicker from 'antd/es/date-picker';
import dayjs from 'dayjs';
import type { Held } from './held.ts';

/** A moment, in the reader's time zone; held in UTC. */
export const InstantInput = ({ id, value, onChange }: Held<string>) => (
  <DatePicker
    {...(id && { id })}
    showTime
    style={{ width: '100%' }}
    value={value ? dayjs(value) : null}
    onChange={(chosen) => onChange?.(chosen?.toISOString())}
  />
);

/** A day, or a month. */
export const DayInput = ({ id, value, onChange, month }: Held<string> & { month?: boolean }) => (
  <DatePicker
    {...(id && { id })}
    picker={month ? 'month' : 'date'}
    style={{ width: '100%' }}
    value={value ? dayjs(value) : null}
    onChange={(chosen) => onChange?.(chosen?.format(month ? 'YYYY-MM' : 'YYYY-MM-DD'))}
  />
);
