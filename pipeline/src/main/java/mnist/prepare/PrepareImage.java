package mnist.prepare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import java.io.Serializable;
import mnist.input.InputSchema;
import mnist.picture.GrayPicture;
import mnist.picture.PictureDecoder;
import mnist.picture.PictureException;
import mnist.picture.PictureFormat;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF7;
import org.apache.spark.sql.types.StructType;

/**
 * Makes of one image what a network takes: (image, height, width, reason), where there is a reason
 * or all else.
 */
final class PrepareImage
    implements UDF7<byte[], Boolean, Integer, Integer, Integer, Integer, String, Row>,
        Serializable {

  private static final long serialVersionUID = 1;

  private static final ThreadLocal<PictureDecoder> DECODER =
      ThreadLocal.withInitial(PictureDecoder::new);

  private final PreparedImages as;
  private final DigitPreparation preparation;
  private final StepWatcher watcher;

  PrepareImage(PreparedImages as) {
    this(as, StepWatcher.NOBODY);
  }

  PrepareImage(PreparedImages as, StepWatcher watcher) {
    this.as = as;
    this.watcher = watcher;
    boolean isNeeded = as.ofAll() || as.preparation() == Preparation.MNIST;
    this.preparation = isNeeded ? new DigitPreparation(as.height(), as.width()) : null;
  }

  /**
   * What a function makes of each row of an input.
   *
   * @param made columns of the function's result
   */
  static Column of(
      UDF7<byte[], Boolean, Integer, Integer, Integer, Integer, String, Row> function,
      StructType made) {
    // As one that isn't deterministic, so that Spark doesn't do it once for each of its fields.
    return udf(function, made)
        .asNondeterministic()
        .apply(
            col(InputSchema.IMAGE),
            col(InputSchema.ENCODED),
            col(InputSchema.PAGE),
            col(InputSchema.HEIGHT),
            col(InputSchema.WIDTH),
            col(InputSchema.CHANNELS),
            col(InputSchema.FAULT));
  }

  @Override
  public Row call(
      byte[] image,
      Boolean encoded,
      Integer page,
      Integer height,
      Integer width,
      Integer channels,
      String fault) {
    if (fault != null) {
      return refused(fault);
    }
    if (image == null) {
      return refused("the image is null");
    }
    try {
      return isFile(image, encoded) || channels != null
          ? ofPicture(picture(image, encoded, page, height, width, channels))
          : ofPixels(image, height, width);
    } catch (PictureException e) {
      return refused(e.getMessage());
    }
  }

  private static boolean isFile(byte[] image, Boolean encoded) {
    return encoded == null ? PictureFormat.of(image).isPresent() : encoded;
  }

  /** The picture that the image is, raw pixels too. */
  GrayPicture picture(
      byte[] image, Boolean encoded, Integer page, Integer height, Integer width, Integer channels)
      throws PictureException {
    if (isFile(image, encoded)) {
      return DECODER.get().decode(image, page);
    }
    int rows = height == null ? as.height() : height;
    int columns = width == null ? as.width() : width;
    return GrayPicture.ofBgr(rows, columns, channels == null ? 1 : channels, image);
  }

  private Row ofPixels(byte[] pixels, Integer height, Integer width) {
    if (height == null || width == null) {
      return ofUnknownSize(pixels);
    }
    if (height < 1 || width < 1 || pixels.length != (long) height * width) {
      return refused(
          "the image has %d bytes, but is said to be %d x %d pixels"
              .formatted(pixels.length, height, width));
    }
    if (as.ofAll()) {
      return prepared(new GrayPicture(height, width, pixels));
    }
    return ofSize(height, width, pixels);
  }

  /** Without a size they can be nothing but what the network takes, or else a square. */
  private Row ofUnknownSize(byte[] pixels) {
    if (as.height() == 0) {
      int side = (int) Math.round(Math.sqrt(pixels.length));
      return side > 0 && side * side == pixels.length
          ? asItIs(side, side, pixels)
          : refused(
              "the image is no picture, and its %d bytes make no square of pixels"
                  .formatted(pixels.length));
    }
    if (pixels.length != as.height() * as.width()) {
      return refused(
          "the image is no picture, and has %d bytes, but the model takes %d"
              .formatted(pixels.length, as.height() * as.width()));
    }
    return as.ofAll()
        ? prepared(new GrayPicture(as.height(), as.width(), pixels))
        : asItIs(as.height(), as.width(), pixels);
  }

  private Row ofPicture(GrayPicture picture) {
    return switch (as.preparation()) {
      case MNIST -> prepared(picture);
      case NONE -> ofSize(picture.height(), picture.width(), picture.pixels());
    };
  }

  private Row prepared(GrayPicture picture) {
    PreparedDigit prepared =
        preparation.prepare(as.transpose() ? transposed(picture) : picture, watcher);
    return prepared instanceof PreparedDigit.Digit digit
        ? taken(as.height(), as.width(), digit.pixels())
        : refused(((PreparedDigit.NoDigit) prepared).reason());
  }

  private Row ofSize(int height, int width, byte[] pixels) {
    boolean isTaken = as.height() == 0 || height == as.height() && width == as.width();
    return isTaken
        ? asItIs(height, width, pixels)
        : refused(
            "the image is %d x %d pixels, but the model takes %d x %d"
                .formatted(height, width, as.height(), as.width()));
  }

  private Row asItIs(int height, int width, byte[] pixels) {
    if (!as.transpose()) {
      return taken(height, width, pixels);
    }
    GrayPicture turned = transposed(new GrayPicture(height, width, pixels));
    return taken(turned.height(), turned.width(), turned.pixels());
  }

  private static GrayPicture transposed(GrayPicture picture) {
    int height = picture.height();
    int width = picture.width();
    byte[] pixels = new byte[height * width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        pixels[x * height + y] = picture.pixels()[y * width + x];
      }
    }
    return new GrayPicture(width, height, pixels);
  }

  private static Row taken(int height, int width, byte[] pixels) {
    return RowFactory.create(pixels, height, width, null);
  }

  private static Row refused(String reason) {
    return RowFactory.create(null, null, null, reason);
  }
}
