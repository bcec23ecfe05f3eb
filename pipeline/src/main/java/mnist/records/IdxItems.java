package mnist.records;

import java.io.FileNotFoundException;
import java.io.IOException;
import mnist.InvalidInputException;
import mnist.idx.IdxReader;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FSDataInputStream;

/** Opens ranges of IDX files on Hadoop file systems, on an executor. */
final class IdxItems {

  private IdxItems() {}

  /**
   * A reader of the items from {@code first} to before {@code end}.
   *
   * @throws InvalidInputException if the file is gone or isn't what it was
   */
  static IdxReader open(DataFile file, long first, long end, Configuration conf)
      throws IOException {
    FSDataInputStream in;
    try {
      in = file.hadoopPath().getFileSystem(conf).open(file.hadoopPath());
    } catch (FileNotFoundException e) {
      throw new InvalidInputException(
          "Cannot read IDX file " + file.path() + ": it was there, but is gone", e);
    }
    try {
      if (file.isPacked()) {
        return openPacked(in, file, first);
      }
      in.seek(file.header().headerBytes() + first * file.header().itemBytes());
      return IdxReader.ofRange(in, file.path(), file.header(), first, end);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /** The next item; a block that fails its checksum is the file's fault. */
  static byte[] next(IdxReader reader, DataFile file) throws IOException {
    try {
      return reader.next();
    } catch (ChecksumException e) {
      throw new InvalidInputException(
          "Cannot read IDX file "
              + file.path()
              + ": its bytes don't match the checksum that is stored with it; fetch it again",
          e);
    }
  }

  private static IdxReader openPacked(FSDataInputStream in, DataFile file, long first)
      throws IOException {
    IdxReader reader = IdxReader.open(in, file.path());
    if (!reader.header().equals(file.header())) {
      throw new InvalidInputException(
          "Cannot read IDX file %s: it had shape %s, but has %s now; don't change it while it is read"
              .formatted(file.path(), file.header().shape(), reader.header().shape()));
    }
    for (long item = 0; item < first; item++) {
      next(reader, file);
    }
    return reader;
  }
}
