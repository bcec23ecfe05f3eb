package mnist.report;

import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/** One look for XChart's charts. */
final class Charts {

  private Charts() {}

  /** Sets titles, fonts and colours. */
  static void style(
      Chart<? extends AxesChartStyler, ?> chart, String title, String xTitle, String yTitle) {
    chart.setTitle(title);
    chart.setXAxisTitle(xTitle);
    chart.setYAxisTitle(yTitle);
    AxesChartStyler styler = chart.getStyler();
    styler.setAntiAlias(true);
    styler.setChartBackgroundColor(Palette.PAPER);
    styler.setPlotBackgroundColor(Palette.PAPER);
    styler.setPlotBorderColor(Palette.FAINT);
    styler.setChartFontColor(Palette.INK);
    styler.setChartPadding(14);
    styler.setChartTitleFont(Canvas.bold(18));
    styler.setChartTitleBoxVisible(false);
    styler.setChartTitlePadding(12);
    styler.setLegendFont(Canvas.plain(13));
    styler.setLegendBorderColor(Palette.PAPER);
    styler.setLegendPosition(LegendPosition.OutsideS);
    styler.setLegendLayout(LegendLayout.Horizontal);
    styler.setAxisTitleFont(Canvas.plain(14));
    styler.setAxisTickLabelsFont(Canvas.plain(12));
    styler.setAxisTickLabelsColor(Palette.MUTED);
    styler.setAxisTickMarksColor(Palette.FAINT);
    styler.setPlotGridLinesColor(Palette.GRID);
    styler.setPlotGridVerticalLinesVisible(false);
  }
}
