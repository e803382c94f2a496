import { SankeyChart as SankeySeries } from 'echarts/charts';
import { useMemo } from 'react';
import { useFormat } from '../i18n/format.ts';
import { EChart } from './EChart.tsx';
import { use } from './echarts.ts';
import type { Flow, SankeyProps } from './Sankey.tsx';
import { sankeyOption } from './sankeyOption.ts';
import { useTokens } from './useTokens.ts';

use([SankeySeries]);

export function SankeyChart({ flows, height, open }: SankeyProps) {
  const colours = useTokens();
  const format = useFormat();
  const option = useMemo(
    () => sankeyOption({ flows, colours, figure: format.number }),
    [flows, colours, format],
  );
  const pick = (data: unknown) => {
    const flow = (data as { flow?: Flow } | null)?.flow;
    if (flow) open?.(flow);
  };
  return <EChart option={option} height={height} {...(open ? { pick } : {})} />;
}
