package mnist.idx;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A file's bytes as stored, so that an {@link EOFException} further up always means that the file
 * is cut off: storage that breaks off throws a plain {@link IOException} here.
 */
final class StorageStream extends FilterInputStream {

  StorageStream(InputStream in) {
    super(in);
  }

  /**
   * A remote stream may say 0 at any time, which GZIPInputStream would read as: no more members.
   */
  @Override
  public int available() {
    return 1;
  }

  @Override
  public int read() throws IOException {
    try {
      return in.read();
    } catch (EOFException e) {
      throw brokeOff(e);
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      return in.read(buffer, offset, length);
    } catch (EOFException e) {
      throw brokeOff(e);
    }
  }

  private static IOException brokeOff(EOFException e) {
    return new IOException("the storage broke off: " + e.getMessage(), e);
  }
}
