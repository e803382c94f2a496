// Only the pieces that are drawn; the whole of ECharts would cost three times as much.
import { BarChart, GraphChart, LineChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([LineChart, BarChart, GraphChart, GridComponent, TooltipComponent, MarkLineComponent, SVGRenderer]);

export { init, use };
