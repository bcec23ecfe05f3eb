package mnist.records;

import java.io.Serializable;
import mnist.idx.IdxHeader;
import mnist.idx.IdxReader;
import org.apache.hadoop.fs.Path;

/**
 * An IDX file whose header has been read.
 *
 * @param path qualified path
 * @param header its header
 * @param storedBytes length as stored, packed or plain
 */
record DataFile(String path, IdxHeader header, long storedBytes) implements Serializable {

  Path hadoopPath() {
    return new Path(path);
  }

  String name() {
    return hadoopPath().getName();
  }

  boolean isPacked() {
    return IdxReader.isPacked(path);
  }
}
