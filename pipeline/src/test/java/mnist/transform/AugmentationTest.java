package mnist.transform;

import static mnist.transform.Augmentation.NO_LABEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mnist.InvalidInputException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.math3.util.CombinatoricsUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AugmentationTest {

  /** Odd, so that the centre is a pixel. */
  private static final int HEIGHT = 15;

  private static final int WIDTH = 11;
  private static final Augmentation REFERENCE =
      Augmentation.of(new AffineDistortion(10, 0.1, 0.1, 0.1));

  @Property(tries = 200)
  void sameSeedEpochAndRecordGiveTheSamePicture(
      @ForAll("augmentations") Augmentation augmentation,
      @ForAll long seed,
      @ForAll int epoch,
      @ForAll long id)
      throws Exception {
    byte[] image = noise(seed ^ id);
    float[] here = augmented(augmentation, image, seed, epoch, id);
    // What was drawn before, and by which thread, plays no part.
    augmented(augmentation, image, seed + 1, epoch, id);
    float[] elsewhere = onAnotherThread(() -> augmented(augmentation, image, seed, epoch, id));

    assertThat(elsewhere).containsExactly(here);
  }

  @Property(tries = 200)
  void valuesStayPixelValues(
      @ForAll("augmentations") Augmentation augmentation, @ForAll long seed, @ForAll long id) {
    float[] pixels = augmented(augmentation, noise(seed), seed, 1, id);

    for (float pixel : pixels) {
      // A float's rounding above 255 is nothing; below 0 there is nothing to round.
      assertThat(pixel).isBetween(0f, 255.001f);
    }
  }

  @Property(tries = 100)
  void noneLeavesImagesAsTheyAre(@ForAll long seed, @ForAll int epoch, @ForAll long id) {
    byte[] image = noise(seed);

    float[] pixels = augmented(Augmentation.NONE, image, seed, epoch, id);

    for (int i = 0; i < image.length; i++) {
      assertThat(pixels[i]).isEqualTo(image[i] & 0xFF);
    }
  }

  @Property(tries = 100)
  void anotherEpochRecordOrSeedGivesAnotherPicture(
      @ForAll long seed, @ForAll int epoch, @ForAll long id) {
    byte[] image = noise(seed);
    float[] picture = augmented(REFERENCE, image, seed, epoch, id);

    assertThat(augmented(REFERENCE, image, seed, epoch + 1, id)).isNotEqualTo(picture);
    assertThat(augmented(REFERENCE, image, seed, epoch, id + 1)).isNotEqualTo(picture);
    assertThat(augmented(REFERENCE, image, seed + 1, epoch, id)).isNotEqualTo(picture);
  }

  @Test
  void writesFromTheOffsetOnAndNowhereElse() {
    byte[] image = noise(3);
    float[] alone = augmented(REFERENCE, image, 1, 2, 3);
    float[] target = new float[3 * image.length];

    REFERENCE.apply(image, HEIGHT, WIDTH, 1, 2, 3, target, image.length);

    for (int i = 0; i < image.length; i++) {
      assertThat(target[i]).isZero();
      assertThat(target[image.length + i]).isEqualTo(alone[i]);
      assertThat(target[2 * image.length + i]).isZero();
    }
  }

  @Property(tries = 500)
  void whatIsDrawnIsWithinTheBounds(
      @ForAll("augmentations") Augmentation augmentation, @ForAll long seed, @ForAll long id) {
    Distortion drawn = Distortion.of(augmentation.map(HEIGHT, WIDTH, seed, 1, id));

    double bit = 1e-9;
    assertThat(Math.abs(drawn.degrees()))
        .isLessThanOrEqualTo(augmentation.affine().rotationDegrees() + bit);
    assertThat(Math.abs(drawn.shear()))
        .isLessThanOrEqualTo(augmentation.affine().shearRadians() + bit);
    assertThat(Math.abs(drawn.rowZoom() - 1))
        .isLessThanOrEqualTo(augmentation.affine().zoomFraction() + bit);
    assertThat(Math.abs(drawn.columnZoom() - 1))
        .isLessThanOrEqualTo(augmentation.affine().zoomFraction() + bit);
    assertThat(Math.abs(drawn.rowShift()))
        .isLessThanOrEqualTo(augmentation.affine().shiftFraction() * HEIGHT + bit);
    assertThat(Math.abs(drawn.columnShift()))
        .isLessThanOrEqualTo(augmentation.affine().shiftFraction() * WIDTH + bit);
  }

  /** Of 1000 draws from -1 to 1, none beyond 0.98 either way has a chance of e-10. */
  @Test
  void drawsUseTheWholeRange() {
    double[] least = {1, 1, 1, 1, 1, 1};
    double[] most = {-1, -1, -1, -1, -1, -1};
    for (int id = 0; id < 1000; id++) {
      Distortion drawn = Distortion.of(REFERENCE.map(HEIGHT, WIDTH, 5, 1, id));
      double[] parts = {
        drawn.degrees() / 10,
        drawn.shear() / 0.1,
        (drawn.rowZoom() - 1) / 0.1,
        (drawn.columnZoom() - 1) / 0.1,
        drawn.rowShift() / (0.1 * HEIGHT),
        drawn.columnShift() / (0.1 * WIDTH)
      };
      for (int i = 0; i < parts.length; i++) {
        least[i] = Math.min(least[i], parts[i]);
        most[i] = Math.max(most[i], parts[i]);
      }
    }

    for (int i = 0; i < most.length; i++) {
      assertThat(least[i]).isBetween(-1.0 - 1e-9, -0.98);
      assertThat(most[i]).isBetween(0.98, 1.0 + 1e-9);
    }
  }

  /** In one factor, uniformly, and nothing else differs from what is drawn without it. */
  @Test
  void shrinksBothAxesTogether() {
    AffineDistortion affine = REFERENCE.affine();
    Augmentation shrinking =
        Augmentation.of(
            new AffineDistortion(
                affine.rotationDegrees(),
                affine.shiftFraction(),
                affine.zoomFraction(),
                affine.shearRadians(),
                0.6));
    double least = 1;
    double most = 0;
    double mean = 0;
    for (int id = 0; id < 1000; id++) {
      Distortion plain = Distortion.of(REFERENCE.map(HEIGHT, WIDTH, 5, 1, id));
      Distortion shrunk = Distortion.of(shrinking.map(HEIGHT, WIDTH, 5, 1, id));
      double size = plain.rowZoom() / shrunk.rowZoom();

      assertThat(plain.columnZoom() / shrunk.columnZoom()).isCloseTo(size, within(1e-9));
      assertThat(shrunk.degrees()).isCloseTo(plain.degrees(), within(1e-9));
      assertThat(shrunk.shear()).isCloseTo(plain.shear(), within(1e-9));
      assertThat(shrunk.rowShift()).isCloseTo(plain.rowShift(), within(1e-9));
      assertThat(shrunk.columnShift()).isCloseTo(plain.columnShift(), within(1e-9));
      least = Math.min(least, size);
      most = Math.max(most, size);
      mean += size / 1000;
    }

    assertThat(least).isBetween(0.4 - 1e-9, 0.42);
    assertThat(most).isBetween(0.98, 1 + 1e-9);
    // Five deviations of a mean of 1000 numbers from 0.4 to 1.
    assertThat(mean).isCloseTo(0.7, within(5 * 0.6 / Math.sqrt(12 * 1000)));
  }

  /** The wanted part of the images is moved and nothing else, and the rest as without it. */
  @Test
  void plainImagesOnlyMove() {
    List<PixelTransform> noise = List.of(new Noise(0.5));
    ElasticDistortion stiff = ElasticDistortion.OFF;
    Augmentation some = new Augmentation(REFERENCE.affine(), stiff, 0.3, Neighbours.OFF, noise);
    Augmentation all = new Augmentation(REFERENCE.affine(), stiff, 0, Neighbours.OFF, noise);
    int plain = 0;
    for (int id = 0; id < 2000; id++) {
      byte[] image = noise(id);
      float[] pixels = augmented(some, image, 5, 1, id);
      if (Arrays.equals(pixels, augmented(REFERENCE, image, 5, 1, id))) {
        plain++;
      } else {
        assertThat(pixels).containsExactly(augmented(all, image, 5, 1, id));
      }
    }

    assertThat(plain / 2000.0).isCloseTo(0.3, within(5 * Math.sqrt(0.3 * 0.7 / 2000)));
  }

  /** Marks one pixel of every image. */
  private record Mark(int pixel) implements PixelTransform {
    @Override
    public String label() {
      return "mark " + pixel;
    }

    @Override
    public boolean isOff() {
      return false;
    }

    @Override
    public void apply(float[] pixels, int offset, int height, int width, SplittableRandom random) {
      pixels[offset + pixel] = WHITE;
    }
  }

  /** By how many of eight parts touch an image: what a chance gives that is as likely anywhere. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.25, 1})
  void imagesDrawWhatShareOfThePartsTheyGet(double least) {
    int parts = 8;
    int images = 4000;
    List<PixelTransform> marks =
        IntStream.range(0, parts).<PixelTransform>mapToObj(Mark::new).toList();
    Augmentation augmentation =
        new Augmentation(
            Hooks.OFF,
            AffineDistortion.OFF,
            Stretch.OFF,
            ElasticDistortion.OFF,
            0,
            least,
            Neighbours.OFF,
            marks);
    double[] found = new double[parts + 1];
    for (int id = 0; id < images; id++) {
      float[] pixels = augmented(augmentation, new byte[HEIGHT * WIDTH], 5, 1, id);
      int marked = 0;
      for (float pixel : pixels) {
        marked += pixel > 0 ? 1 : 0;
      }
      found[marked] += 1.0 / images;
    }

    for (int marked = 0; marked <= parts; marked++) {
      double expected = 0;
      for (int step = 0; step < 1000; step++) {
        double share = least + (1 - least) * (step + 0.5) / 1000;
        expected +=
            CombinatoricsUtils.binomialCoefficientDouble(parts, marked)
                * Math.pow(share, marked)
                * Math.pow(1 - share, parts - marked)
                / 1000;
      }
      assertThat(found[marked])
          .as("images with %d of %d parts", marked, parts)
          .isCloseTo(
              expected,
              within(5 * Math.sqrt(expected * Math.max(0, 1 - expected) / images) + 1e-9));
    }
  }

  /** To the last bit: another JDK or processor that drew or rounded otherwise would be noticed. */
  @Test
  void picturesStayWhatTheyWere() throws Exception {
    byte[] ramp = new byte[HEIGHT * WIDTH];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = (byte) (i * 3 / 2);
    }
    ByteBuffer bits = ByteBuffer.allocate(3 * ramp.length * Float.BYTES);
    for (int epoch = 1; epoch <= 3; epoch++) {
      for (float pixel : augmented(REFERENCE, ramp, 42, epoch, 59_999)) {
        bits.putFloat(pixel);
      }
    }

    String sha256 =
        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bits.array()));

    assertThat(sha256)
        .isEqualTo("2516b51899a51f1b9f7cee5dcf21b3569e9c0280de3784bfe41f5d678ca5b7da");
  }

  /** Of images of MNIST's size, which models' hashes rest on. */
  @ParameterizedTest
  @MethodSource("hashes")
  void picturesOfSettingsStayWhatTheyWere(Augmentation augmentation, String sha256)
      throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    ByteBuffer bits = ByteBuffer.allocate(28 * 28 * Float.BYTES);
    byte[] image = new byte[28 * 28];
    float[] pixels = new float[28 * 28];
    for (int id = 0; id < 300; id++) {
      new Random(id).nextBytes(image);
      augmentation.apply(image, 28, 28, 42, id % 7, id, pixels, 0);
      bits.asFloatBuffer().put(pixels);
      digest.update(bits.array());
    }

    assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(sha256);
  }

  static Stream<Arguments> hashes() {
    return Stream.of(
        Arguments.of(
            Augmentation.of(new AffineDistortion(10, 0.05, 0.1, 0.05)),
            "0cae07d589aa1e9f91449ab13497a0398798a4171e6cf4a1531cb20815bb0257"),
        Arguments.of(
            Augmentations.FIRST,
            "e9182139b94712d5d3b93c04b0c61955ba1f6409f09c72593df42c8134c72a49"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "180.5 | 0 | 0 | 0 | augment.rotation-degrees must be 0 to 180 degrees, but was 180.5",
        "-1 | 0 | 0 | 0 | augment.rotation-degrees must be 0 to 180 degrees, but was -1.0",
        "NaN | 0 | 0 | 0 | augment.rotation-degrees must be 0 to 180 degrees, but was NaN",
        "0 | 1.5 | 0 | 0 | augment.shift-fraction must be 0 to 1, but was 1.5",
        "0 | -0.5 | 0 | 0 | augment.shift-fraction must be 0 to 1, but was -0.5",
        "0 | 0 | 1 | 0 | augment.zoom-fraction must be 0 to below 1, but was 1.0",
        "0 | 0 | -0.5 | 0 | augment.zoom-fraction must be 0 to below 1, but was -0.5",
        "0 | 0 | 0 | 1.6 | augment.shear-radians must be 0 to below pi/2 radians, but was 1.6",
        "0 | 0 | 0 | -0.1 | augment.shear-radians must be 0 to below pi/2 radians, but was -0.1"
      })
  void settingsOutOfBoundsAreTheUsersMistake(
      double rotation, double shift, double zoom, double shear, String message) {
    assertThatThrownBy(() -> new AffineDistortion(rotation, shift, zoom, shear))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }

  @Test
  void boundsThemselvesAreAllowed() {
    assertThat(new AffineDistortion(180, 1, 0.999, 1.57).rotationDegrees()).isEqualTo(180);
  }

  @ParameterizedTest
  @MethodSource("partsOutOfBounds")
  void partsOutOfBoundsAreTheUsersMistake(Supplier<?> part, String message) {
    assertThatThrownBy(part::get).isInstanceOf(InvalidInputException.class).hasMessage(message);
  }

  static Stream<Arguments> partsOutOfBounds() {
    return Stream.of(
        outOfBounds(
            () -> new ElasticDistortion(-1, 4),
            "augment.elastic-alpha must be 0 to 1000, but was -1.0"),
        outOfBounds(
            () -> new ElasticDistortion(34, 0.5),
            "augment.elastic-sigma must be 1 to 100 pixels, but was 0.5"),
        outOfBounds(
            () -> new StrokeThickness(3.5),
            "augment.stroke-pixels must be 0 to 3 pixels, but was 3.5"),
        outOfBounds(() -> new Blur(2.1), "augment.blur-pixels must be 0 to 2 pixels, but was 2.1"),
        outOfBounds(
            () -> new Noise(Double.NaN), "augment.noise-deviation must be 0 to 1, but was NaN"),
        outOfBounds(() -> new Outline(-1), "augment.outline-fraction must be 0 to 1, but was -1.0"),
        outOfBounds(
            () -> new Impulses(1.5), "augment.impulse-fraction must be 0 to 1, but was 1.5"),
        outOfBounds(() -> new Erasing(2, 0), "augment.erase-fraction must be 0 to 1, but was 2.0"),
        outOfBounds(
            () -> new Erasing(1, -1), "augment.erase-brightness must be 0 to 1, but was -1.0"),
        outOfBounds(
            () -> new AffineDistortion(0, 0, 0, 0, 1),
            "augment.shrink-fraction must be 0 to below 1, but was 1.0"),
        outOfBounds(
            () ->
                new Augmentation(
                    AffineDistortion.OFF, ElasticDistortion.OFF, 1.5, Neighbours.OFF, List.of()),
            "augment.plain-fraction must be 0 to 1, but was 1.5"),
        outOfBounds(
            () ->
                new Augmentation(
                    Hooks.OFF,
                    AffineDistortion.OFF,
                    Stretch.OFF,
                    ElasticDistortion.OFF,
                    0,
                    -0.1,
                    Neighbours.OFF,
                    List.of()),
            "augment.least-share must be 0 to 1, but was -0.1"),
        outOfBounds(
            () -> new Neighbours(1.5), "augment.neighbours-fraction must be 0 to 1, but was 1.5"),
        outOfBounds(
            () -> new Background(1.5), "augment.background-fraction must be 0 to 1, but was 1.5"),
        outOfBounds(
            () -> new StrayLines(1.5), "augment.lines-fraction must be 0 to 1, but was 1.5"),
        outOfBounds(
            () -> new RandomConvolution(1.5),
            "augment.convolution-fraction must be 0 to 1, but was 1.5"),
        outOfBounds(() -> new Tone(1.5), "augment.tone-fraction must be 0 to 1, but was 1.5"));
  }

  private static Arguments outOfBounds(Supplier<?> part, String message) {
    return Arguments.of(part, message);
  }

  /** Plain images among them. */
  @Property(tries = 100)
  void inPlaceChangesAsAllDoesWithoutMovingAndNeighbours(
      @ForAll("augmentations") Augmentation augmentation, @ForAll long seed, @ForAll long id) {
    byte[] image = noise(seed);
    Augmentation still =
        new Augmentation(
            Hooks.OFF,
            AffineDistortion.OFF,
            Stretch.OFF,
            ElasticDistortion.OFF,
            augmentation.plainFraction(),
            augmentation.leastShare(),
            Neighbours.OFF,
            augmentation.inPlace());
    float[] pixels = augmented(Augmentation.NONE, image, seed, 1, id);
    augmentation.applyInPlace(pixels, 0, HEIGHT, WIDTH, seed, 1, id);

    assertThat(pixels).containsExactly(augmented(still, image, seed, 1, id));
  }

  /** By switching all others on: the part sees the picture that they leave, and draws the same. */
  @Property(tries = 100)
  void whatOnePartDrawsDoesNotDependOnTheOthers(@ForAll long seed, @ForAll long id) {
    byte[] image = noise(seed);
    Augmentation all = Augmentations.FIRST;
    Erasing erasing = new Erasing(0.3, 0);

    float[] onlyElastic = augmented(Augmentations.only(all.elastic()), image, seed, 1, id);
    float[] onlyErased = augmented(Augmentations.only(erasing), image, seed, 1, id);
    float[] both = augmented(Augmentations.with(all.elastic(), erasing), image, seed, 1, id);

    for (int i = 0; i < both.length; i++) {
      boolean erased = onlyErased[i] == 0 && image[i] != 0;
      if (image[i] != 0) {
        assertThat(both[i]).isEqualTo(erased ? 0 : onlyElastic[i]);
      }
    }
    assertThat(all.map(HEIGHT, WIDTH, seed, 1, id))
        .isEqualTo(Augmentation.of(all.affine()).map(HEIGHT, WIDTH, seed, 1, id));
  }

  /** The rectangle of the last part is where it is without the others, and nothing else changes. */
  @Property(tries = 100)
  void noPartInPlaceDependsOnTheOthers(@ForAll long seed, @ForAll long id) {
    byte[] image = noise(seed);
    Erasing erasing = new Erasing(0.5, 0);
    float[] erased = augmented(Augmentations.only(erasing), image, seed, 1, id);
    for (PixelTransform part :
        List.of(
            new StrokeThickness(3),
            new Background(0.5),
            new StrayLines(0.5),
            new RandomConvolution(0.5),
            new Tone(0.5),
            new Blur(2))) {
      float[] alone = augmented(Augmentations.only(part), image, seed, 1, id);
      float[] both =
          augmented(Augmentations.with(ElasticDistortion.OFF, part, erasing), image, seed, 1, id);

      for (int i = 0; i < both.length; i++) {
        if (image[i] != 0) {
          assertThat(both[i]).as(part.label()).isEqualTo(erased[i] == 0 ? 0 : alone[i]);
        }
      }
    }
  }

  @Property(tries = 50)
  void partsDrawApartFromEachOther(@ForAll long seed, @ForAll long id) {
    byte[] image = noise(seed);
    Augmentation noisy = Augmentations.only(new Noise(0.5));
    float[] pixels = augmented(noisy, image, seed, 1, id);

    assertThat(augmented(noisy, image, seed, 1, id)).containsExactly(pixels);
    assertThat(augmented(noisy, image, seed, 2, id)).isNotEqualTo(pixels);
    assertThat(augmented(noisy, image, seed, 1, id + 1)).isNotEqualTo(pixels);
    assertThat(augmented(noisy, image, seed + 1, 1, id)).isNotEqualTo(pixels);
  }

  @Provide
  Arbitrary<Augmentation> augmentations() {
    // Rotation and shear together stay below half a turn, so that a map tells them apart.
    Arbitrary<AffineDistortion> affine =
        Combinators.combine(
                Arbitraries.doubles().between(0, 80),
                Arbitraries.doubles().between(0, 1),
                Arbitraries.doubles().between(0, 0.9),
                Arbitraries.doubles().between(0, 1.5))
            .as(AffineDistortion::new);
    Arbitrary<Double> part = Arbitraries.doubles().between(0, 1);
    Arbitrary<ElasticDistortion> elastic =
        Combinators.combine(
                Arbitraries.doubles().between(0, 1000), Arbitraries.doubles().between(1, 100))
            .as(ElasticDistortion::new);
    return Combinators.combine(
            affine,
            elastic,
            part,
            part,
            part.map(Neighbours::new),
            Combinators.combine(
                    Arbitraries.doubles().between(0, 3).map(StrokeThickness::new),
                    part.map(Background::new),
                    part.map(StrayLines::new),
                    part.map(RandomConvolution::new),
                    part.map(Tone::new),
                    Arbitraries.doubles().between(0, 2).map(Blur::new),
                    part.map(Noise::new),
                    Combinators.combine(part, part).as(Erasing::new))
                .as(List::<PixelTransform>of))
        .as(
            (moved, bent, plain, share, neighbours, inPlace) ->
                new Augmentation(
                    Hooks.OFF, moved, Stretch.OFF, bent, plain, share, neighbours, inPlace));
  }

  /** The parts that a map about the centre is made of. */
  private record Distortion(
      double degrees,
      double shear,
      double rowZoom,
      double columnZoom,
      double rowShift,
      double columnShift) {

    static Distortion of(AffineMap map) {
      double angle = Math.atan2(map.rowByColumn(), map.columnByColumn());
      double rowAxis = Math.atan2(-map.columnByRow(), map.rowByRow());
      int centreRow = HEIGHT / 2;
      int centreColumn = WIDTH / 2;
      return new Distortion(
          Math.toDegrees(angle),
          rowAxis - angle,
          Math.hypot(map.rowByRow(), map.columnByRow()),
          Math.hypot(map.rowByColumn(), map.columnByColumn()),
          map.row(centreRow, centreColumn) - centreRow,
          map.column(centreRow, centreColumn) - centreColumn);
    }
  }

  private static float[] augmented(
      Augmentation augmentation, byte[] image, long seed, int epoch, long id) {
    float[] pixels = new float[HEIGHT * WIDTH];
    List<byte[]> beside = List.of(noise(~seed), noise(~id));
    augmentation.apply(image, NO_LABEL, beside, HEIGHT, WIDTH, seed, epoch, id, pixels, 0);
    return pixels;
  }

  private static float[] onAnotherThread(Callable<float[]> work) throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      return thread.submit(work).get();
    } finally {
      thread.shutdown();
    }
  }

  private static byte[] noise(long seed) {
    byte[] bytes = new byte[HEIGHT * WIDTH];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
