import { useMemo } from 'react';
import { EChart } from '../../charts/EChart.tsx';
import { useTokens } from '../../charts/useTokens.ts';
import type { Edges, Named } from './Affects.tsx';

/** Departments on a circle; an arrow is as wide as what one affects the other by. */
export function AffectsChart({ departments, edges }: { departments: Named; edges: Edges }) {
  const tokens = useTokens();
  const option = useMemo(() => {
    const weight = (edge: Edges[number]) => edge.objects + edge.handovers;
    const most = Math.max(1, ...edges.map(weight));
    const pull = (id: string) =>
      edges.filter((edge) => edge.from === id).reduce((sum, edge) => sum + weight(edge), 0);
    const strongest = Math.max(1, ...departments.map((one) => pull(one.id)));
    return {
      animation: false,
      series: [
        {
          type: 'graph',
          layout: 'none',
          left: 'center',
          top: 40,
          width: 300,
          height: 300,
          silent: true,
          data: departments.map((one, i) => ({
            id: one.id,
            name: one.name,
            ...placeOf(i, departments.length),
            symbolSize: 12 + 26 * Math.sqrt(pull(one.id) / strongest),
            itemStyle: { color: tokens.accent, borderColor: tokens.card, borderWidth: 2 },
          })),
          links: edges.map((edge) => ({
            source: edge.from,
            target: edge.to,
            lineStyle: {
              width: 1 + 6 * (weight(edge) / most),
              color: edge.handovers > 0 ? tokens.pass : tokens.line2,
              curveness: 0.18,
              opacity: 0.85,
            },
          })),
          edgeSymbol: ['none', 'arrow'],
          edgeSymbolSize: 8,
          label: { show: true, color: tokens.ink, fontSize: 12 },
        },
      ],
    };
  }, [departments, edges, tokens]);
  return <EChart option={option} height={380} />;
}

/** On the circle from the top clockwise; the name stands outside of it, so that no two cross. */
function placeOf(i: number, n: number) {
  const angle = (2 * Math.PI * i) / n;
  const [x, y] = [Math.sin(angle), -Math.cos(angle)];
  const position = Math.abs(x) < 0.3 ? (y < 0 ? 'top' : 'bottom') : x > 0 ? 'right' : 'left';
  return { x: Math.round(x * 1000), y: Math.round(y * 1000), label: { position } };
}
