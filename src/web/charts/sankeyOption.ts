import type { EChartsCoreOption } from 'echarts/core';
import type { Flow } from './Sankey.tsx';
import type { useTokens } from './useTokens.ts';

interface Input {
  flows: Flow[];
  colours: ReturnType<typeof useTokens>;
  figure: (value: number) => string;
}

/** Who gives stands left, who receives right, so that what goes back and forth is two streams and no circle. */
export function sankeyOption({ flows, colours, figure }: Input): EChartsCoreOption {
  const sides = { from: 'left', to: 'right' } as const;
  const nodes = (['from', 'to'] as const).flatMap((side) => {
    const names = [...new Set(flows.map((flow) => flow[side]))];
    return names.map((name) => ({
      name: `${side} ${name}`,
      title: name,
      depth: side === 'from' ? 0 : 1,
      label: { position: sides[side] },
    }));
  });
  return {
    animation: false,
    tooltip: {
      trigger: 'item',
      confine: true,
      backgroundColor: colours.card,
      borderColor: colours.line2,
      textStyle: { color: colours.ink, fontSize: 12 },
      formatter: ({ data, value }: { data: { flow?: Flow; title?: string }; value: number }) =>
        data.flow
          ? `${plain(data.flow.from)} → ${plain(data.flow.to)}: ${figure(data.flow.value)}`
          : `${plain(data.title ?? '')}: ${figure(value)}`,
    },
    series: {
      type: 'sankey',
      left: 136,
      right: 136,
      top: 8,
      bottom: 8,
      nodeWidth: 8,
      nodeGap: 8,
      draggable: false,
      emphasis: { focus: 'adjacency' },
      itemStyle: { color: colours.ink2, borderWidth: 0 },
      lineStyle: { color: colours.accent, opacity: 0.28, curveness: 0.5 },
      label: {
        color: colours.ink,
        fontSize: 12,
        fontFamily: 'Inter Variable, system-ui',
        width: 124,
        overflow: 'truncate',
        formatter: ({ data }: { data: { title: string } }) => data.title,
      },
      data: nodes,
      links: flows.map((flow) => ({
        source: `from ${flow.from}`,
        target: `to ${flow.to}`,
        value: flow.value,
        flow,
      })),
    },
  };
}

/** Names come from files: nothing in them is markup. */
function plain(text: string): string {
  return text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}
