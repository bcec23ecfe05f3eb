package mnist.idx;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.zip.ZipException;
import mnist.InvalidInputException;

/**
 * Streams the items of an IDX file, or of a range of it. With the file's last item it also checks
 * that nothing follows and, of a packed file, that the checksum holds; so a reader that has been
 * read to the end has seen a sound file.
 *
 * <p>Not safe for use by several threads.
 */
public final class IdxReader implements AutoCloseable {

  private static final int BUFFER_BYTES = 64 * 1024;

  /** As much of an item as gets room before any of it has been read. */
  private static final int FIRST_BYTES = 1 << 20;

  private static final int TRAILING_COUNT_LIMIT = 1 << 20;
  private static final byte[] GZIP_MAGIC = {0x1F, (byte) 0x8B};

  private final InputStream in;
  private final String path;
  private final IdxHeader header;
  private final long end;
  private long next;

  private IdxReader(InputStream in, String path, IdxHeader header, long first, long end) {
    this.in = in;
    this.path = path;
    this.header = header;
    this.next = first;
    this.end = end;
  }

  /**
   * Opens a whole file and reads its header. Closes the stream if that fails.
   *
   * @param stored the file's bytes as stored, plain or gzip: the first two bytes tell, whatever the
   *     file is called
   * @param path the file's name, for messages
   * @throws InvalidInputException if the file doesn't begin with an IDX header
   */
  public static IdxReader open(InputStream stored, String path) throws IOException {
    try {
      InputStream in = unpack(stored, path);
      IdxHeader header = readHeader(in, path);
      IdxReader reader = new IdxReader(in, path, header, 0, header.items());
      if (header.dataBytes() == 0) {
        reader.checkEnd();
      }
      return reader;
    } catch (IOException | RuntimeException e) {
      closeAfter(e, stored);
      throw e;
    }
  }

  /**
   * Opens a range of the items of a plain file.
   *
   * @param positioned the file's bytes, from item {@code first} on
   * @param path the file's name, for messages
   * @param header the file's header, read before
   * @param first index of the first item, 0 to the number of items
   * @param end index after the last item, {@code first} to the number of items
   */
  public static IdxReader ofRange(
      InputStream positioned, String path, IdxHeader header, long first, long end) {
    if (first < 0 || end < first || end > header.items()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "items must be a range within 0..%d, but were %d..%d",
              header.items(),
              first,
              end));
    }
    InputStream in = buffered(positioned);
    return new IdxReader(in, path, header, first, end);
  }

  /** What the file's header says, whether or not it is true. */
  public IdxHeader header() {
    return header;
  }

  /** Whether the file is stored as gzip. */
  public boolean isPacked() {
    return in instanceof GzipStream;
  }

  /** Whether {@link #next} has an item left to return. */
  public boolean hasNext() {
    return next < end;
  }

  /**
   * The next item's bytes, in a new array of {@code header().itemBytes()}.
   *
   * @throws InvalidInputException if the file ends early or goes on after its last item, or if a
   *     packed file is corrupt
   * @throws NoSuchElementException if there are no more items
   */
  public byte[] next() throws IOException {
    if (!hasNext()) {
      throw new NoSuchElementException("no item " + next + " in " + path);
    }
    return take(1);
  }

  /**
   * Passes over the next items: of a packed file, several times as fast as taking each.
   *
   * @param items as many as there are, at most
   * @throws InvalidInputException as {@link #next}
   */
  public void skip(long items) throws IOException {
    int atOnce = Math.max(1, BUFFER_BYTES / Math.max(1, header.itemBytes()));
    for (long left = items; left > 0; left -= atOnce) {
      take((int) Math.min(left, atOnce));
    }
  }

  private byte[] take(int items) throws IOException {
    int length = items * header.itemBytes();
    byte[] item = new byte[Math.min(length, FIRST_BYTES)];
    int read = 0;
    while (read < length) {
      if (read == item.length) {
        item = Arrays.copyOf(item, (int) Math.min(length, 2L * read));
      }
      int count = readSome(item, read);
      if (count < 0) {
        throw endsEarly(read);
      }
      read += count;
    }
    next += items;
    if (next == header.items()) {
      checkEnd();
    }
    return item;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private int readSome(byte[] item, int from) throws IOException {
    try {
      return in.read(item, from, item.length - from);
    } catch (EOFException e) {
      // A packed file that is cut off ends this way.
      throw endsEarly(from);
    } catch (ZipException e) {
      throw IdxFaults.corrupt(path, header.headerBytes() + dataBytesRead() + from, e);
    }
  }

  private void checkEnd() throws IOException {
    try {
      long extra = 0;
      byte[] buffer = new byte[1024];
      int count;
      while (extra < TRAILING_COUNT_LIMIT && (count = in.read(buffer)) >= 0) {
        extra += count;
      }
      if (extra > 0) {
        String most = extra < TRAILING_COUNT_LIMIT ? "" : "at least ";
        throw IdxFaults.goesOn(path, header, most + extra);
      }
    } catch (EOFException e) {
      throw IdxFaults.cannotRead(
          path,
          "expected a gzip checksum after "
              + header.fileBytes()
              + " unpacked bytes, but the file ends",
          IdxFaults.FETCH_AGAIN,
          e);
    } catch (ZipException e) {
      throw IdxFaults.corrupt(path, header.fileBytes(), e);
    }
  }

  private long dataBytesRead() {
    return next * header.itemBytes();
  }

  private InvalidInputException endsEarly(int readOfItem) {
    return IdxFaults.endsEarly(path, header, dataBytesRead() + readOfItem);
  }

  private static BufferedInputStream buffered(InputStream stored) {
    return new BufferedInputStream(new StorageStream(stored), BUFFER_BYTES);
  }

  private static InputStream unpack(InputStream stored, String path) throws IOException {
    BufferedInputStream in = buffered(stored);
    in.mark(GZIP_MAGIC.length);
    byte[] magic = in.readNBytes(GZIP_MAGIC.length);
    in.reset();
    if (!Arrays.equals(magic, GZIP_MAGIC)) {
      return in;
    }
    try {
      return new GzipStream(in, BUFFER_BYTES);
    } catch (EOFException e) {
      throw IdxFaults.cannotRead(
          path, "expected a gzip header, but the file ends within it", IdxFaults.FETCH_AGAIN, e);
    } catch (ZipException e) {
      throw IdxFaults.corrupt(path, 0, e);
    }
  }

  private static IdxHeader readHeader(InputStream in, String path) throws IOException {
    try {
      return IdxHeader.read(in, path);
    } catch (EOFException e) {
      throw IdxFaults.cannotRead(
          path,
          "expected an IDX header, but the gzip file ends within it",
          IdxFaults.FETCH_AGAIN,
          e);
    } catch (ZipException e) {
      throw IdxFaults.corrupt(path, 0, e);
    }
  }

  private static void closeAfter(Exception cause, InputStream stored) {
    try {
      stored.close();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }
}
