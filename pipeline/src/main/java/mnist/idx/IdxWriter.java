package mnist.idx;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * Writes an IDX file: the inverse of {@link IdxReader}. Closing it before all items are written is
 * an error, since the header has already promised them.
 */
public final class IdxWriter implements AutoCloseable {

  private final OutputStream out;
  private final IdxHeader header;
  private long written;

  /**
   * Writes the header to the stream, which is closed with the writer.
   *
   * @param stored receives the file's bytes as they're to be stored
   * @param header type and shape of what follows
   * @param packed whether to store it as gzip
   */
  public IdxWriter(OutputStream stored, IdxHeader header, boolean packed) throws IOException {
    this.out = packed ? new GZIPOutputStream(stored) : new BufferedOutputStream(stored);
    this.header = header;
    out.write(header.toBytes());
  }

  /** Creates a local file, packed if its name ends in {@code .gz}; replaces one that is there. */
  public static IdxWriter create(Path localFile, IdxHeader header) throws IOException {
    boolean packed = localFile.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
    return new IdxWriter(Files.newOutputStream(localFile), header, packed);
  }

  /**
   * Writes one item.
   *
   * @param item its elements, big-endian and row-major, {@code header.itemBytes()} long
   * @throws IllegalArgumentException if the item is of another length
   * @throws IllegalStateException if all items are written already
   */
  public void write(byte[] item) throws IOException {
    if (item.length != header.itemBytes()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "item must be %d bytes for shape %s, but was %d",
              header.itemBytes(),
              header.shape(),
              item.length));
    }
    if (written == header.items()) {
      throw new IllegalStateException("all items of shape " + header.shape() + " are written");
    }
    out.write(item);
    written++;
  }

  /**
   * Closes the file.
   *
   * @throws IllegalStateException if fewer items were written than the header says
   */
  @Override
  public void close() throws IOException {
    out.close();
    if (written < header.items()) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "items must be %d for shape %s, but %d were written",
              header.items(),
              header.shape(),
              written));
    }
  }
}
