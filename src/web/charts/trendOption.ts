import type { EChartsCoreOption } from 'echarts/core';
import type { TrendPoint } from './Trend.tsx';
import type { useTokens } from './useTokens.ts';

interface Input {
  points: TrendPoint[];
  of: string;
  target?: number | null;
  colours: ReturnType<typeof useTokens>;
  figure: (value: number) => string;
  count: (n: number) => string;
  axis: (day: string) => string;
  name: (day: string) => string;
  interval: (low: number, high: number) => string;
}

/** Line and interval above, n below, one axis of time for both. */
export function trendOption(input: Input): EChartsCoreOption {
  const { points, colours, figure } = input;
  const shown = points.map((point) => (point.suppressed || point.value === null ? null : point));
  const label = { color: colours.ink3, fontSize: 11, fontFamily: 'Inter Variable, system-ui' };
  const days = points.map((point) => point.at);
  const plain = {
    type: 'line',
    stack: 'band',
    stackStrategy: 'all',
    symbol: 'none',
    silent: true,
    lineStyle: { opacity: 0 },
  };
  const xAxis = {
    type: 'category',
    data: days,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: colours.line2 } },
  };
  return {
    animation: false,
    grid: [
      { left: 46, right: 14, top: 14, bottom: 62 },
      { left: 46, right: 14, height: 26, bottom: 24 },
    ],
    xAxis: [
      { ...xAxis, gridIndex: 0, axisLabel: { show: false }, axisLine: { show: false } },
      { ...xAxis, gridIndex: 1, axisLabel: { ...label, formatter: input.axis, hideOverlap: true } },
    ],
    yAxis: [
      {
        type: 'value',
        scale: true,
        splitNumber: 4,
        axisLabel: { ...label, formatter: figure },
        splitLine: { lineStyle: { color: colours.line } },
      },
      { type: 'value', gridIndex: 1, show: false },
    ],
    tooltip: {
      trigger: 'axis',
      confine: true,
      backgroundColor: colours.card,
      borderColor: colours.line2,
      padding: [8, 12],
      textStyle: { color: colours.ink, fontSize: 12, fontFamily: 'Inter Variable, system-ui' },
      axisPointer: { link: [{ xAxisIndex: 'all' }], lineStyle: { color: colours.line2 } },
      formatter: (at: { dataIndex: number }[]) => tip(input, at[0]?.dataIndex ?? 0),
    },
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    series: [
      { ...plain, data: shown.map((point) => point?.low ?? null) },
      {
        ...plain,
        areaStyle: { color: colours.accent, opacity: 0.13 },
        data: shown.map((point) =>
          typeof point?.low === 'number' && typeof point.high === 'number' ? point.high - point.low : null,
        ),
      },
      {
        type: 'line',
        name: input.of,
        data: shown.map((point) => point?.value ?? null),
        color: colours.accent,
        lineStyle: { width: 2.4 },
        symbol: 'circle',
        symbolSize: points.length > 40 ? 0 : 6,
        markLine: targetLine(input),
      },
      {
        type: 'bar',
        xAxisIndex: 1,
        yAxisIndex: 1,
        data: points.map((point) => (point.suppressed ? 0 : (point.n ?? 0))),
        color: colours['few-mark'],
        barMaxWidth: 18,
        itemStyle: { borderRadius: [2, 2, 0, 0], opacity: 0.55 },
      },
    ],
  };
}

function targetLine({ target, colours, figure }: Input) {
  if (typeof target !== 'number') return undefined;
  return {
    silent: true,
    symbol: 'none',
    data: [{ yAxis: target }],
    lineStyle: { color: colours.good, type: 'dashed' },
    label: { formatter: figure(target), position: 'insideEndTop', color: colours.good, fontSize: 11 },
  };
}

/** Every text in it comes from our own formats, apart from the name, which is escaped. */
function tip(input: Input, index: number): string {
  const point = input.points[index];
  if (!point) return '';
  const head = `<b>${input.name(point.at)}</b>`;
  if (point.suppressed || point.value === null) return `${head}<br>n &lt; 5`;
  const interval =
    typeof point.low === 'number' && typeof point.high === 'number'
      ? input.interval(point.low, point.high)
      : '';
  const rest = [interval, `n ${input.count(point.n ?? 0)}`].filter(Boolean).join(' · ');
  return `${head}<br>${safe(input.of)} <b>${input.figure(point.value)}</b><br>${rest}`;
}

const safe = (text: string) => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
