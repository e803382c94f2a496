import { useMemo } from 'react';
import { useFormat } from '../i18n/format.ts';
import { useFigure } from '../parts/useFigure.ts';
import { EChart } from './EChart.tsx';
import type { TrendProps } from './Trend.tsx';
import { trendOption } from './trendOption.ts';
import { useTokens } from './useTokens.ts';

/** The drawing of `Trend`. A file of its own, because it brings ECharts with it. */
export function TrendChart({ points, of, metric, by = 'month', target, height = 240, open }: TrendProps) {
  const colours = useTokens();
  const format = useFormat();
  const figure = useFigure(metric);
  const option = useMemo(
    () =>
      trendOption({
        points,
        of,
        target,
        colours,
        figure,
        count: format.number,
        axis: by === 'month' ? format.shortMonth : format.day,
        name: by === 'month' ? format.month : format.date,
        interval: (low, high) => format.interval(low, high, figure),
      }),
    [points, of, target, colours, figure, format, by],
  );
  const press = open
    ? (index: number) => {
        const at = points[index]?.at;
        if (at) open(at);
      }
    : undefined;
  return <EChart option={option} height={height} press={press} />;
}
