package mnist.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mnist.transform.AffineDistortion;
import mnist.transform.Augmentation;
import mnist.transform.Blur;
import mnist.transform.ElasticDistortion;
import mnist.transform.Erasing;
import mnist.transform.Noise;
import mnist.transform.PixelTransform;
import mnist.transform.StrokeThickness;

/**
 * A program, and no test: draws what each part of augmentation does to a digit of each class.
 * {@code docs/augmentation.md} has its command.
 */
final class AugmentationPicture {

  private static final int PIXELS = DigitRows.SIDE * DigitRows.SIDE;
  private static final int DRAWS = 2;

  private static final AffineDistortion AFFINE = new AffineDistortion(10, 0.05, 0.1, 0.05);
  private static final ElasticDistortion ELASTIC = new ElasticDistortion(20, 4);
  private static final StrokeThickness STROKE = new StrokeThickness(0.7);
  private static final Blur BLUR = new Blur(0.8);
  private static final Noise NOISE = new Noise(0.15);
  private static final Erasing ERASING = new Erasing(0.4, 0);

  private AugmentationPicture() {}

  /**
   * @param arguments the PNG file to write
   */
  public static void main(String[] arguments) {
    DigitRows picture = new DigitRows();
    picture.add("original", DigitRows.digits());
    add(picture, "affine", Augmentation.of(AFFINE));
    add(picture, "elastic", new Augmentation(AffineDistortion.OFF, ELASTIC, 0, List.of()));
    add(picture, "stroke", STROKE);
    add(picture, "blur", BLUR);
    add(picture, "noise", NOISE);
    add(picture, "erase", ERASING);
    add(
        picture,
        "all but erase",
        new Augmentation(AFFINE, ELASTIC, 0, List.of(STROKE, BLUR, NOISE)));
    picture.write(Path.of(arguments[0]));
  }

  private static void add(DigitRows picture, String name, PixelTransform inPlace) {
    Augmentation augmentation =
        new Augmentation(AffineDistortion.OFF, ElasticDistortion.OFF, 0, List.of(inPlace));
    add(picture, name, augmentation);
  }

  private static void add(DigitRows picture, String name, Augmentation augmentation) {
    for (int epoch = 1; epoch <= DRAWS; epoch++) {
      List<byte[]> images = new ArrayList<>();
      float[] pixels = new float[PIXELS];
      for (byte[] digit : DigitRows.digits()) {
        augmentation.apply(
            digit, DigitRows.SIDE, DigitRows.SIDE, 42, epoch, images.size(), pixels, 0);
        images.add(rounded(pixels));
      }
      picture.add(epoch == 1 ? name : name + ", again", images);
    }
  }

  private static byte[] rounded(float[] pixels) {
    byte[] image = new byte[pixels.length];
    for (int i = 0; i < image.length; i++) {
      image[i] = (byte) Math.min(255, Math.round(pixels[i]));
    }
    return image;
  }
}
