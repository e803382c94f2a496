import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { useEffect, useRef } from 'react';
import { init } from './echarts.ts';

interface Props {
  option: EChartsCoreOption;
  height: number;
  /** The place along the category axis that was pressed. */
  press?: (index: number) => void;
  /** What was pressed, where the drawing has no axis: a node or a link with the data it was given. */
  pick?: (data: unknown) => void;
}

/** One drawing that follows the size of its box. Load it lazily: it brings ECharts with it. */
export function EChart({ option, height, press, pick }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const pressed = useRef(press);
  pressed.current = press;
  const picked = useRef(pick);
  picked.current = pick;
  useEffect(() => {
    if (!box.current) return;
    const made = init(box.current, undefined, { renderer: 'svg' });
    chart.current = made;
    const follow = new ResizeObserver(() => made.resize());
    follow.observe(box.current);
    made.getZr().on('click', (event) => {
      if (!pressed.current) return;
      const found = made.convertFromPixel({ gridIndex: 0 }, [event.offsetX, event.offsetY]);
      const index = found?.[0];
      if (typeof index === 'number' && index >= 0) pressed.current?.(Math.round(index));
    });
    made.on('click', (event) => picked.current?.(event.data));
    return () => {
      follow.disconnect();
      made.dispose();
    };
  }, []);
  useEffect(() => chart.current?.setOption(option, { notMerge: true }), [option]);
  return <div ref={box} style={{ height, cursor: press ? 'pointer' : undefined }} />;
}
