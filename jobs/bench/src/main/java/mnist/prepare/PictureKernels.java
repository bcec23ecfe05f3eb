package mnist.prepare;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import mnist.picture.GrayPicture;
import mnist.picture.PictureDecoder;
import mnist.picture.PictureException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a picture costs before the network sees it: decoding its file, and preparing its digit. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PictureKernels {

  private static final DigitPreparation PREPARATION = new DigitPreparation(28, 28);

  /** Rows x columns. */
  @Param({"28x28", "200x200", "3000x4000"})
  private String size;

  /** Pixels of a drawing, with even white around it, or of a photograph, with shadow and noise. */
  @Param({"drawing", "photograph"})
  private String kind;

  private final PictureDecoder decoder = new PictureDecoder();
  private GrayPicture picture;
  private byte[] png;
  private byte[] jpeg;

  /** Draws a seven in the middle of the picture, half as high as it. */
  @Setup
  public void draw() throws IOException {
    int height = Integer.parseInt(size.substring(0, size.indexOf('x')));
    int width = Integer.parseInt(size.substring(size.indexOf('x') + 1));
    boolean isPhotograph = kind.equals("photograph");
    Random random = new Random(1);
    byte[] pixels = new byte[height * width];
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        double y = (row + 0.5 - height / 4.0) / (height / 2.0);
        double x = (column + 0.5 - width / 2.0) / (height / 2.0) + 0.3;
        double distance = Math.min(fromTop(y, x), fromStem(y, x));
        double ink = Math.max(0, Math.min(1, (0.06 - distance) * height / 2));
        double paper = isPhotograph ? 200 - 40.0 * row / height + 4 * random.nextGaussian() : 255;
        double value = paper - (isPhotograph ? 140 : 255) * ink;
        pixels[row * width + column] = (byte) Math.max(0, Math.min(255, Math.round(value)));
      }
    }
    picture = new GrayPicture(height, width, pixels);
    png = encoded("png");
    jpeg = encoded("jpg");
  }

  private static double fromTop(double y, double x) {
    return Math.hypot(y, x - Math.max(0, Math.min(0.55, x)));
  }

  /** From the line between (0, 0.55) and (1, 0.2). */
  private static double fromStem(double y, double x) {
    double at = Math.max(0, Math.min(1, (y - 0.35 * (x - 0.55)) / (1 + 0.35 * 0.35)));
    return Math.hypot(y - at, x - 0.55 + 0.35 * at);
  }

  private byte[] encoded(String format) throws IOException {
    BufferedImage image =
        new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, picture.width(), picture.height(), picture.pixels());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, format, bytes);
    return bytes.toByteArray();
  }

  /** The picture's PNG to shades of grey. */
  @Benchmark
  public GrayPicture decodePng() throws PictureException {
    return decoder.decode(png, 0);
  }

  /** The picture's JPEG to shades of grey. */
  @Benchmark
  public GrayPicture decodeJpeg() throws PictureException {
    return decoder.decode(jpeg, 0);
  }

  /** The picture to an image as MNIST's. */
  @Benchmark
  public PreparedDigit prepare() {
    return PREPARATION.prepare(picture);
  }
}
