package mnist.score;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Comparator;
import mnist.files.NewFile;
import mnist.files.Sha256;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.IOUtils;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * Makes Parquet files of the same rows the same. Parquet's writer lists a column's encodings in the
 * order of a hash set of enum constants, which differs from JVM to JVM; here they are sorted.
 */
final class StableFooter {

  /** After the footer: its length, then the magic number. */
  private static final int TAIL_BYTES = 8;

  private StableFooter() {}

  /**
   * Copies a file so.
   *
   * @param to a new file
   * @return its SHA-256, hexadecimal
   * @throws IOException if the storage fails
   */
  static String copy(Path from, Path to, Configuration conf) throws IOException {
    FileSystem files = from.getFileSystem(conf);
    long end = files.getFileStatus(from).getLen() - TAIL_BYTES;
    MessageDigest digest = Sha256.start();
    try (FSDataInputStream in = files.open(from);
        OutputStream out = new DigestOutputStream(NewFile.create(to, conf), digest)) {
      byte[] tail = new byte[TAIL_BYTES];
      in.readFully(end, tail);
      byte[] footer = new byte[ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt()];
      in.readFully(end - footer.length, footer);
      in.seek(0);
      IOUtils.copyBytes(in, out, end - footer.length, false);
      byte[] sorted = sorted(footer);
      out.write(sorted);
      ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).putInt(sorted.length);
      out.write(tail);
    }
    return Sha256.hex(digest.digest());
  }

  private static byte[] sorted(byte[] footer) throws IOException {
    FileMetaData file = Util.readFileMetaData(new ByteArrayInputStream(footer));
    for (RowGroup group : file.getRow_groups()) {
      for (ColumnChunk column : group.getColumns()) {
        column.getMeta_data().getEncodings().sort(Comparator.naturalOrder());
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Util.writeFileMetaData(file, out);
    return out.toByteArray();
  }
}
