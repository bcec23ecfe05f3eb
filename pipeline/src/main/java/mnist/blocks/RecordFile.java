package mnist.blocks;

import java.io.IOException;
import mnist.InvalidInputException;
import mnist.files.StorageFailure;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;

/** A Parquet file of records, read from its first row to its last, some rows at a time. */
final class RecordFile {

  private static final String REMEDY =
      "ingest the images again, and leave ingested files as they are";

  private final String path;
  private final ParquetFileReader file;
  private final MessageColumnIO columnIo;
  private final RecordColumns columns;
  private RecordReader<Void> records;
  private int nextGroup;
  private long leftInGroup;

  private RecordFile(String path, ParquetFileReader file, int pixelsPerImage) {
    this.path = path;
    this.file = file;
    this.columns = new RecordColumns(pixelsPerImage);
    MessageType schema = file.getFileMetaData().getSchema();
    MessageType read = RecordColumns.of(schema);
    file.setRequestedSchema(read);
    this.columnIo = new ColumnIOFactory().getColumnIO(read, schema);
  }

  /** Reads from an open file. */
  @FunctionalInterface
  interface Reading<T> {
    T of(RecordFile file) throws IOException;
  }

  /**
   * Opens a file, reads from it, and closes it.
   *
   * @param path of the file, with its file system
   * @throws InvalidInputException if it isn't there or isn't a file of records
   * @throws mnist.UnavailableException if storage fails
   */
  static <T> T read(String path, int pixelsPerImage, Configuration conf, Reading<T> reading) {
    try (ParquetFileReader file =
        ParquetFileReader.open(HadoopInputFile.fromPath(new Path(path), conf))) {
      return reading.of(new RecordFile(path, file, pixelsPerImage));
    } catch (IOException e) {
      throw StorageFailure.of("Cannot read " + path, REMEDY, e);
    } catch (InvalidInputException e) {
      throw e;
    } catch (RuntimeException e) {
      // Parquet's library has no type of its own for all that can be wrong with a file.
      throw new InvalidInputException("Cannot read " + path + ": " + e.getMessage(), REMEDY, e);
    }
  }

  /** Rows of the whole file. */
  long rows() {
    return file.getRecordCount();
  }

  /** Leaves out the next rows; groups of rows that they fill are left unread. */
  void skip(long rows) throws IOException {
    long left = rows;
    columns.skip();
    while (left > 0) {
      if (leftInGroup == 0 && nextRows() <= left) {
        left -= nextRows();
        file.skipNextRowGroup();
        nextGroup++;
      } else {
        next();
        left--;
      }
    }
  }

  /** The next rows. */
  Block read(int rows) throws IOException {
    columns.begin(rows);
    for (int i = 0; i < rows; i++) {
      next();
    }
    return columns.end();
  }

  private void next() throws IOException {
    while (leftInGroup == 0) {
      if (nextGroup == file.getRowGroups().size()) {
        throw new InvalidInputException(
            "Cannot read " + path + ": it has fewer rows than it had", REMEDY);
      }
      leftInGroup = nextRows();
      nextGroup++;
      records = columnIo.getRecordReader(file.readNextRowGroup(), columns);
    }
    records.read();
    leftInGroup--;
  }

  private long nextRows() {
    return nextGroup < file.getRowGroups().size()
        ? file.getRowGroups().get(nextGroup).getRowCount()
        : Long.MAX_VALUE;
  }
}
