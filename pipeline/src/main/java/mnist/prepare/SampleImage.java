package mnist.prepare;

import java.io.Serializable;
import mnist.picture.GrayPicture;
import mnist.picture.PictureException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF7;

/** Prepares one image, and keeps the picture that it was made of: (original, image, reason). */
final class SampleImage
    implements UDF7<byte[], Boolean, Integer, Integer, Integer, Integer, String, Row>,
        Serializable {

  private static final long serialVersionUID = 1;

  private final PrepareImage prepare;
  private final int side;

  SampleImage(PrepareImage prepare, int side) {
    this.prepare = prepare;
    this.side = side;
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
    Row prepared = prepare.call(image, encoded, page, height, width, channels, fault);
    return RowFactory.create(
        original(image, encoded, page, height, width, channels), prepared.get(0), prepared.get(3));
  }

  private Row original(
      byte[] image,
      Boolean encoded,
      Integer page,
      Integer height,
      Integer width,
      Integer channels) {
    if (image == null) {
      return null;
    }
    try {
      GrayPicture reduced =
          ReducedPicture.of(prepare.picture(image, encoded, page, height, width, channels), side);
      return RowFactory.create(reduced.height(), reduced.width(), reduced.pixels());
    } catch (PictureException e) {
      return null;
    }
  }
}
