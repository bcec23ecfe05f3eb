package mnist.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class HeatMapTest {

  private static HeatMap map(List<List<Long>> counts) {
    return new HeatMap("m", "Title", "a note", "What to see", counts);
  }

  private static final HeatMap MAP =
      map(List.of(List.of(980L, 1L, 16L), List.of(0L, 490L, 4L), List.of(0L, 16L, 98L)));

  @Test
  void truthRunsDownAndPredictionAcross() {
    SvgPage svg = SvgPage.of(MAP.drawing());

    // 320 / 3 units a cell. The first of either colour in each row.
    List<Element> wrong = cells(svg, "wrong");
    assertThat(wrong.stream().map(HeatMapTest::place))
        .containsExactly("144.5 68.5", "250.5 68.5", "250.5 174.5", "144.5 280.5");
    assertThat(cells(svg, "right").stream().map(HeatMapTest::place))
        .containsExactly("38.5 68.5", "144.5 174.5", "250.5 280.5");
    assertThat(svg.elements("rect", "cell")).hasSize(9);
  }

  @Test
  void coloursFollowCountsAndErrorsTheirSquareRoots() {
    SvgPage svg = SvgPage.of(MAP.drawing());

    assertThat(cells(svg, "right").stream().map(cell -> cell.getAttribute("fill-opacity")))
        .containsExactly("1.00", "0.50", "0.12");
    assertThat(cells(svg, "wrong").stream().map(cell -> cell.getAttribute("fill-opacity")))
        .containsExactly("0.25", "1.00", "0.50", "1.00");
  }

  @Test
  void countsStandInTheMiddleOfTheirCells() {
    SvgPage svg = SvgPage.of(MAP.drawing());

    assertThat(svg.texts("middle strong")).containsExactly("980", "16", "16");
    assertThat(svg.texts("middle count")).containsExactly("1", "490", "4", "98");
    assertThat(svg.texts("middle none")).containsExactly("0", "0");
    assertThat(svg.numbers("text", "middle strong", "x")).startsWith(91.0, 303.0);
    assertThat(svg.numbers("text", "middle strong", "y")).startsWith(121.0, 121.0);
  }

  @Test
  void namesClassesAndScales() {
    SvgPage svg = SvgPage.of(MAP.drawing());

    assertThat(svg.texts("heading")).containsExactly("Title");
    assertThat(svg.texts("muted")).containsExactly("a note");
    assertThat(svg.texts("end")).containsExactly("0", "1", "2");
    assertThat(svg.texts("middle")).containsExactly("prediction", "truth", "0", "1", "2");
    assertThat(svg.texts("key")).containsExactly("right", "to 980", "wrong", "to 16");
  }

  @Test
  void classesStandAtTheMiddleOfTheirRowsAndColumns() {
    SvgPage svg = SvgPage.of(MAP.drawing());
    List<SvgPage.Box> cells =
        svg.rectangles().stream().filter(box -> box.name().equals("cell")).toList();
    List<SvgPage.Box> names =
        svg.textBoxes().stream().filter(box -> box.name().matches("[012]")).toList();

    for (int i = 0; i < 3; i++) {
      SvgPage.Box onDiagonal = cells.get(4 * i);
      assertThat(names.get(2 * i).middleX()).isEqualTo(onDiagonal.middleX());
      assertThat(names.get(2 * i).maxY()).isLessThan(cells.get(0).y());
      assertThat(names.get(2 * i + 1).middleY()).isEqualTo(onDiagonal.middleY());
      assertThat(names.get(2 * i + 1).maxX()).isLessThan(cells.get(0).x());
    }
  }

  @Test
  void scalesRiseToFullColourAsCountsDo() {
    SvgPage svg = SvgPage.of(MAP.drawing());

    for (String style : List.of("right", "wrong")) {
      List<Element> scale =
          svg.elements("rect", style).stream()
              .filter(rect -> rect.getAttribute("height").equals("10.0"))
              .toList();
      double start = Double.parseDouble(scale.get(0).getAttribute("x"));
      for (int i = 0; i < scale.size(); i++) {
        assertThat(scale.get(i).getAttribute("x")).isEqualTo(Svg.number(start + 2 * i));
      }
      assertThat(scale.stream().map(rect -> rect.getAttribute("fill-opacity")))
          .hasSize(25)
          .isSorted()
          .endsWith("1.00");
    }
    // Half way, errors are stronger than right predictions: their scale is that of square roots.
    assertThat(svg.elements("rect", "right"))
        .extracting(r -> r.getAttribute("fill-opacity"))
        .contains("0.48");
    assertThat(svg.elements("rect", "wrong"))
        .extracting(r -> r.getAttribute("fill-opacity"))
        .contains("0.69");
  }

  @Test
  void withoutErrorsThereIsNoScaleOfThem() {
    SvgPage svg = SvgPage.of(map(List.of(List.of(7L, 0L), List.of(0L, 7L))).drawing());

    assertThat(svg.texts("key")).containsExactly("right", "to 7");
    assertThat(svg.elements("rect", "wrong")).isEmpty();
  }

  @Test
  void manyClassesMakeItWiderThanAPageAndItScrolls() {
    Drawing ten = map(diagonal(10, 1)).drawing();
    Drawing many = map(diagonal(62, 1)).drawing();

    assertThat(ten.width()).isEqualTo(360);
    assertThat(ten.element()).startsWith("<svg").doesNotContain("min-width");
    assertThat(many.width()).isEqualTo(38 + 62 * 24 + 2);
    assertThat(many.element())
        .startsWith("<div class=\"scroll\"")
        .contains("style=\"min-width:1528px\"");
  }

  @Test
  void longCountsAreWrittenSmaller() {
    assertThat(map(diagonal(10, 1135)).drawing().content()).doesNotContain("font-size");
    assertThat(map(diagonal(10, 1_234_567)).drawing().content()).contains("font-size:7px");
  }

  @Test
  void tableHasARowForEachTruth() {
    assertThat(MAP.table())
        .contains("<tr><td>0</td><td>980</td><td>1</td><td>16</td></tr>")
        .contains(">truth</th>", ">as 2</th>");
  }

  /** Without those of the scale. */
  private static List<Element> cells(SvgPage svg, String style) {
    return svg.elements("rect", style).stream()
        .filter(rect -> !rect.getAttribute("height").equals("10.0"))
        .toList();
  }

  private static String place(Element rect) {
    return rect.getAttribute("x") + " " + rect.getAttribute("y");
  }

  private static List<List<Long>> diagonal(int classes, long count) {
    List<List<Long>> rows = new ArrayList<>();
    for (int i = 0; i < classes; i++) {
      List<Long> row = new ArrayList<>(Collections.nCopies(classes, 0L));
      row.set(i, count);
      rows.add(row);
    }
    return rows;
  }
}
