package mnist.input;

import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import mnist.Failure;
import mnist.InvalidInputException;
import mnist.files.StorageFailure;
import mnist.idx.IdxHeader;
import mnist.idx.IdxReader;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * An IDX file whose header has been read and fits its length.
 *
 * @param path qualified path
 * @param isPacked whether it is stored as gzip
 * @param header its header
 */
record DataFile(String path, boolean isPacked, IdxHeader header) implements Serializable {

  private static final String FETCH_AGAIN = "fetch it again";

  /**
   * Reads a file's header.
   *
   * @throws InvalidInputException if it isn't an IDX header, or the file is too short for it
   * @throws mnist.UnavailableException if the storage fails
   */
  static DataFile of(FileStatus status, Configuration conf) {
    String path = status.getPath().toString();
    try (IdxReader reader = IdxReader.open(open(status.getPath(), conf), path)) {
      reader.header().checkStoredBytes(status.getLen(), reader.isPacked(), path);
      return new DataFile(path, reader.isPacked(), reader.header());
    } catch (IOException e) {
      throw cannotRead(path, e);
    }
  }

  Path hadoopPath() {
    return new Path(path);
  }

  String name() {
    return hadoopPath().getName();
  }

  /**
   * A reader of the items from {@code first} to before {@code end}.
   *
   * @throws InvalidInputException if the file is gone or isn't what it was
   * @throws mnist.UnavailableException if the storage fails
   */
  IdxReader open(long first, long end, Configuration conf) {
    try {
      FSDataInputStream in = open(hadoopPath(), conf);
      try {
        if (isPacked) {
          return openPacked(in, first);
        }
        in.seek(header.headerBytes() + first * header.itemBytes());
        return IdxReader.ofRange(in, path, header, first, end);
      } catch (IOException | RuntimeException e) {
        in.close();
        throw e;
      }
    } catch (IOException e) {
      throw cannotRead(path, e);
    }
  }

  /**
   * The reader's next item.
   *
   * @throws InvalidInputException if the file isn't sound
   * @throws mnist.UnavailableException if the storage fails
   */
  byte[] next(IdxReader reader) {
    try {
      return reader.next();
    } catch (IOException e) {
      throw cannotRead(path, e);
    }
  }

  /**
   * The first element of an item, such as a label: all of an item of rank 1, the first column of
   * one of rank 2.
   *
   * @param item of a file of whole numbers, at least one element long
   */
  int first(byte[] item) {
    return switch (header.type()) {
      case UNSIGNED_BYTE -> item[0] & 0xFF;
      case SIGNED_BYTE -> item[0];
      case SHORT -> ByteBuffer.wrap(item).getShort();
      case INT -> ByteBuffer.wrap(item).getInt();
      case FLOAT, DOUBLE ->
          throw new IllegalArgumentException("no whole numbers in " + header.type());
    };
  }

  /** Whether another file has the same bytes, unpacked. Reads both to their ends if need be. */
  boolean hasContentOf(DataFile other, Configuration conf) {
    return header.equals(other.header) && sha256(conf).equals(other.sha256(conf));
  }

  private String sha256(Configuration conf) {
    return IdxDigests.sha256(this, conf, item -> {});
  }

  private IdxReader openPacked(FSDataInputStream in, long first) throws IOException {
    IdxReader reader = IdxReader.open(in, path);
    if (!reader.header().equals(header)) {
      throw new InvalidInputException(
          "Cannot read IDX file %s: it had shape %s, but has %s now"
              .formatted(path, header.shape(), reader.header().shape()),
          "don't change it while it is read");
    }
    reader.skip(first);
    return reader;
  }

  private static FSDataInputStream open(Path path, Configuration conf) throws IOException {
    return path.getFileSystem(conf).open(path);
  }

  private static Failure cannotRead(String path, IOException cause) {
    return cause instanceof ChecksumException
        ? new InvalidInputException(
            "Cannot read IDX file "
                + path
                + ": its bytes don't match the checksum that is stored with it",
            FETCH_AGAIN,
            cause)
        : StorageFailure.of("Cannot read IDX file " + path, FETCH_AGAIN, cause);
  }
}
