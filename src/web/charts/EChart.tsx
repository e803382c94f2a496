import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { useEffect, useRef } from 'react';
import { init } from './echarts.ts';

interface Props {
  option: EChartsCoreOption;
  height: number;
  /** The place along the category axis that was pressed. */
  press?: (index: number) => void;
}

/** One drawing that follows the size of its box. Load it lazily: it brings ECharts with it. */
export function EChart({ option, height, press }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const pressed = useRef(press);
  pressed.current = press;
  useEffect(() => {
    if (!box.current) return;
    const made = init(box.current, undefined, { renderer: 'svg' });
    chart.current = made;
    const follow = new ResizeObserver(() => made.resize());
    follow.observe(box.current);
    made.getZr().on('click', (event) => {
      const found = made.convertFromPixel({ gridIndex: 0 }, [event.offsetX, event.offsetY]);
      const index = found?.[0];
      if (typeof index === 'number' && index >= 0) pressed.current?.(Math.round(index));
    });
    return () => {
      follow.disconnect();
      made.dispose();
    };
  }, []);
  useEffect(() => chart.current?.setOption(option, { notMerge: true }), [option]);
  return <div ref={box} style={{ height, cursor: press ? 'pointer' : undefined }} />;
}
