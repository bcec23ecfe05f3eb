package mnist.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import mnist.InvalidInputException;
import mnist.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the parts have in common: names, being off, and the image's rim. */
class AugmentationPartsTest {
  private static final int HEIGHT = 9;
  private static final int WIDTH = 7;
  private static final float LIT = 200;

  private static final AffineDistortion AFFINE = new AffineDistortion(0, 0.1, 0, 0);
  private static final ElasticDistortion ELASTIC = new ElasticDistortion(1, 4);
  private static final StrokeThickness STROKE = new StrokeThickness(0.5);
  private static final Blur BLUR = new Blur(0.5);
  private static final Noise NOISE = new Noise(0.5);
  private static final Erasing ERASING = new Erasing(0.5, 0);

  private static final Neighbours NEIGHBOURS = new Neighbours(0.5);

  /** Parts that touch a part of the images. */
  static Stream<PixelTransform> touchingSome() {
    return Stream.of(
        new Outline(0.3),
        new Background(0.3),
        new StrayLines(0.3),
        new RandomConvolution(0.3),
        new Tone(0.3));
  }

  /** Images that it doesn't touch stay to the last bit. */
  @ParameterizedTest
  @MethodSource("touchingSome")
  void touchesTheWantedPartOfTheImages(PixelTransform part) {
    int images = 2000;
    float[] before = new float[HEIGHT * WIDTH];
    Arrays.fill(before, 100);
    before[30] = LIT;
    int touched = 0;
    for (int seed = 0; seed < images; seed++) {
      float[] pixels = before.clone();
      part.apply(pixels, 0, HEIGHT, WIDTH, new SplittableRandom(Seeds.of(seed)));
      touched += Arrays.equals(pixels, before) ? 0 : 1;
    }

    // Lines can miss an image this small, and brighter ones than ruled ones hide those.
    double missed = part instanceof StrayLines ? 0.1 : 0;
    assertThat(touched / (double) images)
        .isBetween(0.3 - missed - 0.0512, 0.3 + 5 * Math.sqrt(0.3 * 0.7 / images));
  }

  @Test
  void isOffWhereEveryPartIs() {
    assertThat(Augmentation.NONE.isOff()).isTrue();
    for (Augmentation some :
        List.of(
            Augmentation.of(AFFINE),
            Augmentations.before(new Hooks(0.5), Stretch.OFF),
            Augmentations.before(Hooks.OFF, new Stretch(0.5)),
            Augmentations.only(ELASTIC),
            Augmentations.only(new ElasticDistortion(0, 4, 1)),
            Augmentations.only(STROKE),
            Augmentations.only(BLUR),
            Augmentations.only(NOISE),
            Augmentations.only(new Impulses(0.5)),
            Augmentations.only(new Outline(0.5)),
            Augmentations.only(ERASING),
            Augmentations.only(NEIGHBOURS),
            Augmentations.only(new Background(0.5)),
            Augmentations.only(new StrayLines(0.5)),
            Augmentations.only(new RandomConvolution(0.5)),
            Augmentations.only(new Tone(0.5)))) {
      assertThat(some.isOff()).as(some.toString()).isFalse();
    }
  }

  /** Draws are seeded by them, so another name is another model. */
  @Test
  void namesStay() {
    assertThat(new Hooks(1).label()).isEqualTo("hooks");
    assertThat(new Stretch(1).label()).isEqualTo("stretch");
    assertThat(STROKE.label()).isEqualTo("stroke");
    assertThat(BLUR.label()).isEqualTo("blur");
    assertThat(NOISE.label()).isEqualTo("noise");
    assertThat(new Impulses(1).label()).isEqualTo("impulses");
    assertThat(ERASING.label()).isEqualTo("erase");
    assertThat(NEIGHBOURS.label()).isEqualTo("neighbours");
    assertThat(touchingSome().map(PixelTransform::label))
        .containsExactly("outline", "background", "lines", "convolution", "tone");
    List<String> fields = new ArrayList<>();
    new ElasticDistortion(1, 4, 1)
        .displacements(
            HEIGHT,
            WIDTH,
            name -> {
              fields.add(name);
              return new SplittableRandom(1);
            });
    assertThat(fields).containsExactlyInAnyOrder("elastic", "elastic-fine");
  }

  /** As its name is, from which it is drawn. */
  @Test
  void plainImagesStayPlain() {
    Augmentation half =
        new Augmentation(
            AffineDistortion.OFF, ElasticDistortion.OFF, 0.5, Neighbours.OFF, List.of(new Tone(1)));
    for (int id = 0; id < 100; id++) {
      float[] pixels = lit();
      half.applyInPlace(pixels, 0, HEIGHT, WIDTH, 42, 3, id);

      SplittableRandom random = new SplittableRandom(Seeds.of(42, 3, id, "plain".hashCode()));
      assertThat(Arrays.equals(pixels, lit())).as("%d", id).isEqualTo(Draws.chance(random, 0.5));
    }
  }

  @Test
  void shearStaysBelowARightAngle() {
    double most = Math.nextDown(Math.PI / 2);

    assertThat(new AffineDistortion(0, 0, 0, most).shearRadians()).isEqualTo(most);
    assertThatThrownBy(() -> new AffineDistortion(0, 0, 0, Math.PI / 2))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("augment.shear-radians");
  }

  /** Sizes up to the half and every place, corners included; what isn't erased stays. */
  @Test
  void erasesAnywhere() {
    int[] times = new int[HEIGHT * WIDTH];
    int most = 0;
    for (int seed = 0; seed < 2000; seed++) {
      float[] pixels = lit();
      ERASING.apply(pixels, 0, HEIGHT, WIDTH, new SplittableRandom(seed));
      int erased = 0;
      for (int i = 0; i < pixels.length; i++) {
        assertThat(pixels[i]).isIn(0f, LIT);
        if (pixels[i] == 0) {
          times[i]++;
          erased++;
        }
      }
      most = Math.max(most, erased);
    }

    assertThat(most).isEqualTo((HEIGHT / 2) * (WIDTH / 2));
    for (int count : times) {
      assertThat(count).isBetween(1, 1999);
    }
  }

  /** A point spreads at the rim as in the middle; what would fall outside is lost. */
  @ParameterizedTest
  @CsvSource({"0, 0", "0, 6", "8, 0", "8, 6", "1, 3"})
  void blurLosesWhatFallsOutside(int row, int column) {
    float[] middle = blurred(4, 3);

    float[] here = blurred(row, column);

    for (int i = 0; i < here.length; i++) {
      int down = i / WIDTH - row;
      int across = i % WIDTH - column;
      boolean reached = Math.abs(down) <= 2 && Math.abs(across) <= 2;
      float expected = reached ? middle[(4 + down) * WIDTH + 3 + across] : 0;
      assertThat(here[i]).isCloseTo(expected, within(1e-4f));
    }
  }

  @Test
  void blurSpreadsEvenly() {
    float[] point = blurred(4, 3);

    for (int row = 0; row < HEIGHT; row++) {
      for (int column = 0; column < WIDTH; column++) {
        float here = point[row * WIDTH + column];
        assertThat(point[(HEIGHT - 1 - row) * WIDTH + column]).isEqualTo(here);
        assertThat(point[row * WIDTH + WIDTH - 1 - column]).isEqualTo(here);
      }
    }
  }

  private static float[] blurred(int row, int column) {
    float[] point = new float[HEIGHT * WIDTH];
    point[row * WIDTH + column] = LIT;
    BLUR.apply(point, 0, HEIGHT, WIDTH, new SplittableRandom(3));
    return point;
  }

  /** A point grows into the neighbours that it has, and a filled image loses its rim. */
  @Test
  void strokesEndAtTheRim() {
    int thicker = seedOf(true);
    float[] corner = new float[HEIGHT * WIDTH];
    corner[HEIGHT * WIDTH - 1] = LIT;
    STROKE.apply(corner, 0, HEIGHT, WIDTH, new SplittableRandom(thicker));
    float grown = LIT * (float) Draws.symmetric(new SplittableRandom(thicker), STROKE.pixels());
    float[] expected = new float[HEIGHT * WIDTH];
    expected[HEIGHT * WIDTH - 1] = LIT;
    expected[HEIGHT * WIDTH - 2] = grown;
    expected[(HEIGHT - 1) * WIDTH - 1] = grown;
    assertThat(corner).containsExactly(expected, within(1e-4f));

    int thinner = seedOf(false);
    float[] filled = lit();
    STROKE.apply(filled, 0, HEIGHT, WIDTH, new SplittableRandom(thinner));
    float left =
        LIT * (1 + (float) Draws.symmetric(new SplittableRandom(thinner), STROKE.pixels()));
    for (int i = 0; i < filled.length; i++) {
      int row = i / WIDTH;
      int column = i % WIDTH;
      boolean rim = row == 0 || row == HEIGHT - 1 || column == 0 || column == WIDTH - 1;
      assertThat(filled[i]).isCloseTo(rim ? left : LIT, within(1e-4f));
    }
  }

  private static int seedOf(boolean thicker) {
    int seed = 0;
    while (Draws.symmetric(new SplittableRandom(seed), 1) > 0 != thicker) {
      seed++;
    }
    return seed;
  }

  private static float[] lit() {
    float[] pixels = new float[HEIGHT * WIDTH];
    Arrays.fill(pixels, LIT);
    return pixels;
  }
}
