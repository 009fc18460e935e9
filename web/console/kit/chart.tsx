/** A chart of a list's rows. The same numbers stand in the table beside it. */
import Select from 'antd/es/select';
import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use as register } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef, useState } from 'react';
import type { Fields } from '../../described.ts';
import { useCategoryNames } from './known.ts';
import { useDark } from './look.ts';
import type { ChartSpec } from './screen.ts';
import { seriesOf } from './series.ts';
import { shortId, textOf } from './show.tsx';
import { useWords } from './words.tsx';
import { Part } from './table.tsx';

register([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, SVGRenderer]);

type Item = Record<string, unknown>;

interface Props {
  readonly spec: ChartSpec;
  readonly rows: readonly Item[];
  readonly fields: Fields;
  /** Where more than one is on a screen. */
  readonly title?: string;
}

const Chart = ({ spec, rows, fields, title }: Props) => {
  const words = useWords();
  const dark = useDark();
  const categories = useCategoryNames(fields[spec.x]?.kind === 'id');
  const named = categories.size;
  const box = useRef<HTMLDivElement>(null);
  const [kind, choose] = useState(spec.kind);
  const drawn = spec.y.map((name) => words.field(name.split('.').at(-1)!)).join(', ');
  useEffect(() => {
    const chart = init(box.current, dark ? 'dark' : undefined, { renderer: 'svg' });
    const along = fields[spec.x]!;
    const nameOf = (name: string): string => words.field(name.split('.').at(-1)!);
    // Lists begin with the newest, time goes to the right.
    const ordered = along.kind === 'instant' || along.kind === 'day' ? [...rows].reverse() : rows;
    const series = seriesOf(ordered, spec.y);
    chart.setOption({
      backgroundColor: 'transparent',
      aria: { enabled: true, decal: { show: series.length > 1 } },
      tooltip: { trigger: 'axis' },
      legend: { show: series.length > 1, top: 0 },
      grid: { left: 8, right: 8, top: series.length > 1 ? 36 : 12, bottom: 8, containLabel: true },
      xAxis: {
        type: 'category',
        data: ordered.map((row) =>
          along.kind === 'id'
            ? categories.get(String(row[spec.x])) ?? shortId(String(row[spec.x]))
            : textOf(spec.x, along, row[spec.x], words)
        ),
        axisLabel: { hideOverlap: true, rotate: rows.length > 6 ? 35 : 0 },
      },
      yAxis: { type: 'value', ...(spec.y.every((name) => fields[name]?.kind === 'count') && { minInterval: 1 }) },
      series: series.map(({ name, currency, values }) => ({
        type: kind,
        name: currency ? `${nameOf(name)} (${currency})` : nameOf(name),
        data: values,
      })),
    });
    const resizing = new ResizeObserver(() => chart.resize());
    resizing.observe(box.current!);
    return () => {
      resizing.disconnect();
      chart.dispose();
    };
  }, [rows, fields, spec, kind, dark, words, named]);
  return (
    <Part
      title={title ?? drawn}
      beside={
        <Select
          aria-label={words.kit.chart}
          value={kind}
          onChange={choose}
          options={[{ value: 'bar', label: '▮' }, { value: 'line', label: '∿' }]}
        />
      }
    >
      <div
        ref={box}
        role="img"
        aria-label={[...(title ? [title] : []), drawn].join(', ')}
        style={{ height: 220 }}
      />
    </Part>
  );
};
export default Chart;
