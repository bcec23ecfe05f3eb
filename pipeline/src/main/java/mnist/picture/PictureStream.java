package mnist.picture;

import java.io.IOException;
import javax.imageio.IIOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * A file's bytes for ImageIO, in memory. Some readers take its end for zeros and go on for minutes;
 * here it is an error to read at the end again and again.
 */
final class PictureStream extends ImageInputStreamImpl {
  /** More than what readers try that look ahead. */
  private static final int MOST_READS_AT_END = 1000;

  private final byte[] bytes;
  private int readsAtEnd;

  PictureStream(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public int read() throws IOException {
    bitOffset = 0;
    if (streamPos >= bytes.length) {
      return end();
    }
    return bytes[(int) streamPos++] & 0xff;
  }

  @Override
  public int read(byte[] into, int at, int length) throws IOException {
    bitOffset = 0;
    if (length == 0) {
      return 0;
    }
    if (streamPos >= bytes.length) {
      return end();
    }
    int count = (int) Math.min(length, bytes.length - streamPos);
    System.arraycopy(bytes, (int) streamPos, into, at, count);
    streamPos += count;
    return count;
  }

  private int end() throws IIOException {
    if (++readsAtEnd > MOST_READS_AT_END) {
      throw new IIOException("its data end early");
    }
    return -1;
  }

  @Override
  public long length() {
    return bytes.length;
  }

  @Override
  public boolean isCached() {
    return true;
  }

  @Override
  public boolean isCachedMemory() {
    return true;
  }
}
