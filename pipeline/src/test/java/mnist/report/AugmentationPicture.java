package mnist.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mnist.transform.AffineDistortion;
import mnist.transform.Augmentation;
import mnist.transform.Background;
import mnist.transform.Blur;
import mnist.transform.ElasticDistortion;
import mnist.transform.Erasing;
import mnist.transform.Hooks;
import mnist.transform.Impulses;
import mnist.transform.Neighbours;
import mnist.transform.Noise;
import mnist.transform.Outline;
import mnist.transform.PixelTransform;
import mnist.transform.RandomConvolution;
import mnist.transform.StrayLines;
import mnist.transform.Stretch;
import mnist.transform.StrokeThickness;
import mnist.transform.Tone;

/**
 * A program, and no test: draws what each part of augmentation does to a digit of each class.
 * {@code docs/augmentation.md} has its command.
 */
final class AugmentationPicture {

  private static final int PIXELS = DigitRows.SIDE * DigitRows.SIDE;
  private static final int DRAWS = 2;

  private static final AffineDistortion AFFINE = new AffineDistortion(10, 0.05, 0.1, 0.05);
  private static final AffineDistortion SHRINKING = new AffineDistortion(0, 0, 0, 0, 0.5);
  private static final ElasticDistortion ELASTIC = new ElasticDistortion(20, 4);
  private static final ElasticDistortion FINE = new ElasticDistortion(0, 4, 7);
  private static final Neighbours NEIGHBOURS = new Neighbours(1);
  private static final StrokeThickness STROKE = new StrokeThickness(1.5);
  private static final Outline OUTLINE = new Outline(1);
  private static final Background BACKGROUND = new Background(1);
  private static final StrayLines LINES = new StrayLines(1);
  private static final RandomConvolution CONVOLUTION = new RandomConvolution(1);
  private static final Tone TONE = new Tone(1);
  private static final Blur BLUR = new Blur(1.2);
  private static final Noise NOISE = new Noise(0.4);
  private static final Impulses IMPULSES = new Impulses(0.15);
  private static final Erasing ERASING = new Erasing(0.4, 1);

  /** Weaker each, and most of them on some of the images. */
  private static final Augmentation TOGETHER =
      new Augmentation(
          new Hooks(0.4),
          new AffineDistortion(15, 0.08, 0.12, 0.2, 0.4),
          new Stretch(0.4),
          new ElasticDistortion(15, 4, 3),
          0,
          new Neighbours(0.3),
          List.of(
              new StrokeThickness(1),
              new Outline(0.15),
              new Background(0.4),
              new StrayLines(0.2),
              new RandomConvolution(0.15),
              new Tone(0.6),
              new Blur(0.7),
              new Noise(0.3),
              new Impulses(0.1),
              new Erasing(0.25, 1)));

  private AugmentationPicture() {}

  /**
   * @param arguments the PNG file to write
   */
  public static void main(String[] arguments) {
    DigitRows picture = new DigitRows();
    picture.add("original", DigitRows.digits());
    add(
        picture,
        "hooks",
        new Augmentation(
            new Hooks(1),
            AffineDistortion.OFF,
            Stretch.OFF,
            ElasticDistortion.OFF,
            0,
            Neighbours.OFF,
            List.of()));
    add(picture, "affine", Augmentation.of(AFFINE));
    add(picture, "affine: shrinking", Augmentation.of(SHRINKING));
    add(
        picture,
        "stretch",
        new Augmentation(
            Hooks.OFF,
            AffineDistortion.OFF,
            new Stretch(1),
            ElasticDistortion.OFF,
            0,
            Neighbours.OFF,
            List.of()));
    add(picture, "elastic", moved(AffineDistortion.OFF, ELASTIC, Neighbours.OFF));
    add(picture, "elastic: fine", moved(AffineDistortion.OFF, FINE, Neighbours.OFF));
    add(picture, "neighbours", moved(SHRINKING, ElasticDistortion.OFF, NEIGHBOURS));
    add(picture, "stroke", STROKE);
    add(picture, "outline", OUTLINE);
    add(picture, "background", BACKGROUND);
    add(picture, "lines", LINES);
    add(picture, "convolution", CONVOLUTION);
    add(picture, "tone", TONE);
    add(picture, "blur", BLUR);
    add(picture, "noise", NOISE);
    add(picture, "impulses", IMPULSES);
    add(picture, "erase", ERASING);
    add(picture, "together", TOGETHER);
    picture.write(Path.of(arguments[0]));
  }

  private static void add(DigitRows picture, String name, PixelTransform inPlace) {
    Augmentation still = Augmentation.NONE;
    add(
        picture,
        name,
        new Augmentation(still.affine(), still.elastic(), 0, still.neighbours(), List.of(inPlace)));
  }

  private static Augmentation moved(
      AffineDistortion affine, ElasticDistortion elastic, Neighbours neighbours) {
    return new Augmentation(affine, elastic, 0, neighbours, List.of());
  }

  private static void add(DigitRows picture, String name, Augmentation augmentation) {
    List<byte[]> digits = DigitRows.digits();
    int count = digits.size();
    for (int epoch = 1; epoch <= DRAWS; epoch++) {
      List<byte[]> images = new ArrayList<>();
      float[] pixels = new float[PIXELS];
      for (int i = 0; i < count; i++) {
        List<byte[]> beside =
            List.of(digits.get((i + count - 3) % count), digits.get((i + 4) % count));
        augmentation.apply(
            digits.get(i), i, beside, DigitRows.SIDE, DigitRows.SIDE, 42, epoch, i, pixels, 0);
        images.add(DigitRows.rounded(pixels));
      }
      picture.add(epoch == 1 ? name : name + ", again", images);
    }
  }
}
