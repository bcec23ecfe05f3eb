package mnist.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import mnist.InvalidInputException;
import mnist.files.JsonFiles;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ProfilePropertyTest {

  @Property(tries = 200)
  void partsAddUpToTheWholeInAnyOrder(
      @ForAll @Size(min = 3, max = 12) List<@Size(value = 12) byte[]> images,
      @ForAll @IntRange(min = 1, max = 2) int cut) {
    Profile whole = profile(images);
    Profile one = profile(images.subList(0, cut));
    Profile two = profile(images.subList(cut, cut + 1));
    Profile three = profile(images.subList(cut + 1, images.size()));

    assertThat(one.plus(two).plus(three)).isEqualTo(whole);
    assertThat(three.plus(one.plus(two))).isEqualTo(whole);
    assertThat(
            counts(images.subList(0, cut))
                .merge(counts(images.subList(cut, images.size())))
                .profile())
        .isEqualTo(whole);
    assertThat(JsonFiles.fromText(JsonFiles.toText(whole), Profile.class)).isEqualTo(whole);
    for (Measure measure : Measure.ofImages()) {
      assertThat(whole.of(measure).orElseThrow().total()).isEqualTo(images.size());
    }
    assertThat(whole.of(Measure.NOVELTY)).isEmpty();
  }

  private static Profile profile(List<byte[]> images) {
    return counts(images).profile();
  }

  private static ProfileCounts counts(List<byte[]> images) {
    ProfileCounts counts = new ProfileCounts(10);
    for (byte[] image : images) {
      counts.addImage(image, 3, 4);
      counts.add(Measure.LABEL, image[0] & 7);
      counts.add(Measure.CONFIDENCE, (image[1] & 0xFF) / 255f);
    }
    return counts;
  }

  /** By the definitions, pixel by pixel. */
  @Property
  void statisticsAreThoseOfTheirDefinitions(
      @ForAll @Size(value = 35) byte[] image, @ForAll @Size(value = 35) byte[] before) {
    int height = 5;
    int width = 7;
    double[] bright = new double[35];
    for (int i = 0; i < 35; i++) {
      bright[i] = (image[i] & 0xFF) / 255.0;
    }
    double sum = Arrays.stream(bright).sum();
    double mean = sum / 35;
    double edge = 0;
    double rows = 0;
    double columns = 0;
    double variation = 0;
    for (int row = -1; row < height; row++) {
      for (int column = -1; column < width; column++) {
        double here = at(bright, row, column);
        variation += Math.abs(here - at(bright, row + 1, column));
        variation += Math.abs(here - at(bright, row, column + 1));
        boolean isBorder = row == 0 || column == 0 || row == height - 1 || column == width - 1;
        edge += isBorder ? here : 0;
        rows += here * (row + 0.5);
        columns += here * (column + 0.5);
      }
    }
    ImageStatistics statistics = new ImageStatistics();
    statistics.measure(before, height, width);
    statistics.measure(image, height, width);

    assertThat(statistics.value(Measure.INK)).isCloseTo(mean, within(1e-9));
    assertThat(statistics.value(Measure.CONTRAST))
        .isCloseTo(
            Math.sqrt(Arrays.stream(bright).map(each -> (each - mean) * (each - mean)).sum() / 35),
            within(1e-6));
    assertThat(statistics.value(Measure.BACKGROUND)).isCloseTo(edge / 20, within(1e-9));
    if (sum > 0) {
      assertThat(statistics.value(Measure.CENTRE_ROW)).isCloseTo(rows / sum / height, within(1e-9));
      assertThat(statistics.value(Measure.CENTRE_COLUMN))
          .isCloseTo(columns / sum / width, within(1e-9));
      assertThat(statistics.value(Measure.STROKE_WIDTH))
          .isCloseTo(8 * sum / Math.PI / variation / width, within(1e-9));
    }
  }

  private static double at(double[] bright, int row, int column) {
    return row < 0 || column < 0 || row > 4 || column > 6 ? 0 : bright[row * 7 + column];
  }

  @Test
  void boxIsThatOfInkAndABlankImageHasNone() {
    byte[] image = new byte[100];
    for (int row = 2; row < 7; row++) {
      Arrays.fill(image, row * 10 + 4, row * 10 + 6, (byte) 255);
    }
    image[99] = 63;
    ImageStatistics statistics = new ImageStatistics();
    statistics.measure(image, 10, 10);

    assertThat(statistics.value(Measure.BOX_HEIGHT)).isEqualTo(0.5);
    assertThat(statistics.value(Measure.BOX_WIDTH)).isEqualTo(0.2);

    statistics.measure(new byte[100], 10, 10);

    assertThat(statistics.value(Measure.BOX_HEIGHT)).isZero();
    assertThat(statistics.value(Measure.CENTRE_ROW)).isEqualTo(0.5);
    assertThat(statistics.value(Measure.STROKE_WIDTH)).isZero();
    assertThatThrownBy(() -> statistics.measure(new byte[99], 10, 10))
        .hasMessage("Image must have 10 x 10 bytes, but has 99");
  }

  /** By a search from the first edge on. */
  @Property
  void valuesLieBetweenTheEdgesOfTheirBins(@ForAll double value, @ForAll Measure measure) {
    double[] edges = measure.edges(10);
    double within = measure.isOfClasses() ? Math.floorMod((long) value, 10) : value;
    int bin = measure.bin(within);

    assertThat(edges).isSorted().doesNotHaveDuplicates();
    assertThat(bin == 0 || edges[bin] <= within).isTrue();
    assertThat(bin == edges.length - 2 || within < edges[bin + 1]).isTrue();
    for (double edge : edges) {
      assertThat(edges[measure.bin(Math.min(edge, edges[edges.length - 2]))])
          .isEqualTo(Math.min(edge, edges[edges.length - 2]));
    }
  }

  @Test
  void malformedHistogramIsRefused() {
    String json = "{\"measures\":{\"ink\":{\"edges\":[0.0,1.0],\"counts\":[4,5]}}}";

    assertThatThrownBy(() -> JsonFiles.fromText(json, Profile.class))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("one or more bins and one edge more, but has 2 and 2 edges");
    assertThatThrownBy(() -> new Histogram(List.of(0.0, 1.0), List.of(-1L)))
        .hasMessageContaining("has 0.0, 1.0 and -1");
  }
}
