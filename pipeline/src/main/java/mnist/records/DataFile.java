package mnist.records;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import mnist.InvalidInputException;
import mnist.idx.IdxHeader;
import mnist.idx.IdxReader;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;

/**
 * An IDX file whose header has been read.
 *
 * @param path qualified path
 * @param header its header
 */
record DataFile(String path, IdxHeader header) implements Serializable {

  Path hadoopPath() {
    return new Path(path);
  }

  String name() {
    return hadoopPath().getName();
  }

  boolean isPacked() {
    return IdxReader.isPacked(path);
  }

  /**
   * A reader of the items from {@code first} to before {@code end}.
   *
   * @throws InvalidInputException if the file is gone or isn't what it was
   */
  IdxReader open(long first, long end, Configuration conf) throws IOException {
    FSDataInputStream in;
    try {
      in = hadoopPath().getFileSystem(conf).open(hadoopPath());
    } catch (FileNotFoundException e) {
      throw new InvalidInputException(
          "Cannot read IDX file " + path + ": it was there, but is gone", e);
    }
    try {
      if (isPacked()) {
        return openPacked(in, first);
      }
      in.seek(header.headerBytes() + first * header.itemBytes());
      return IdxReader.ofRange(in, path, header, first, end);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /** The reader's next item; a block that fails its checksum is the file's fault. */
  byte[] next(IdxReader reader) throws IOException {
    try {
      return reader.next();
    } catch (ChecksumException e) {
      throw new InvalidInputException(
          "Cannot read IDX file "
              + path
              + ": its bytes don't match the checksum that is stored with it; fetch it again",
          e);
    }
  }

  private IdxReader openPacked(FSDataInputStream in, long first) throws IOException {
    IdxReader reader = IdxReader.open(in, path);
    if (!reader.header().equals(header)) {
      throw new InvalidInputException(
          "Cannot read IDX file %s: it had shape %s, but has %s now; don't change it while it is read"
              .formatted(path, header.shape(), reader.header().shape()));
    }
    for (long item = 0; item < first; item++) {
      next(reader);
    }
    return reader;
  }
}
