package mnist.input;

import java.nio.ByteBuffer;
import mnist.files.Sha256;

/** What equal images are found by. */
public final class ImageDigest {

  private ImageDigest() {}

  /**
   * The first 64 bits of SHA-256 over the pixels. That any of ten million images agrees in them
   * with any of a hundred thousand others has a chance below one in ten million.
   */
  public static long of(byte[] image) {
    return ByteBuffer.wrap(Sha256.start().digest(image)).getLong();
  }
}
