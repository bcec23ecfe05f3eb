package mnist.idx;

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

  /**
   * @param stored over a {@link StorageStream}
   */
  GzipStream(InputStream stored, int bufferBytes) throws IOException {
    super(stored, bufferBytes);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    if (count < 0 && (inf.getRemaining() > TRAILER_BYTES || in.read() >= 0)) {
      throw new ZipException("bytes that aren't gzip follow its end");
    }
    return count;
  }
}
