package mnist.idx;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Unpacks gzip, of one member or several, and refuses what {@link GZIPInputStream} passes over in
 * silence: bytes after the last member that aren't another one.
 */
final class GzipStream extends GZIPInputStream {

  /** Checksum and length at the end of a member. */
  private static final int TRAILER_BYTES = 8;

  GzipStream(InputStream stored, int bufferBytes) throws IOException {
    super(new Stored(stored), bufferBytes);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    if (count < 0 && (inf.getRemaining() > TRAILER_BYTES || in.read() >= 0)) {
      throw new ZipException("bytes that aren't gzip follow its end");
    }
    return count;
  }

  /** The stored bytes, with two habits of streams that {@link GZIPInputStream} would mistake. */
  private static final class Stored extends FilterInputStream {

    Stored(InputStream in) {
      super(in);
    }

    /** A remote stream may say 0 at any time, which would read as: no further member. */
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

    /** Storage that breaks off isn't a file that is cut off. */
    private static IOException brokeOff(EOFException e) {
      return new IOException("the storage broke off: " + e.getMessage(), e);
    }
  }
}
