package mnist.input;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import mnist.idx.IdxReader;
import mnist.input.IdxScan.IdxPartition;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Decodes one partition on an executor. Files whose columns aren't asked for aren't opened: ids,
 * sizes and counts come from the headers.
 */
final class IdxPartitionReader implements PartitionReader<InternalRow> {

  private final IdxPartition partition;
  private final ImageFile file;
  private final String[] columns;
  private final IdxReader images;
  private final IdxReader labels;
  private final IdxReader groups;
  private final UTF8String split;
  private long next;
  private Object[] values;

  IdxPartitionReader(IdxPartition partition, StructType columns, Configuration conf)
      throws IOException {
    this.partition = partition;
    this.file = partition.file();
    this.columns = columns.fieldNames();
    this.split = UTF8String.fromString(file.split().value());
    this.next = partition.first();
    List<IdxReader> opened = new ArrayList<>();
    try {
      images = open(RecordSchema.IMAGE, file.images(), conf, opened);
      labels = open(RecordSchema.LABEL, file.labels(), conf, opened);
      groups = open(RecordSchema.GROUP, file.groups(), conf, opened);
    } catch (IOException | RuntimeException e) {
      for (IdxReader reader : opened) {
        reader.close();
      }
      throw e;
    }
  }

  @Override
  public boolean next() throws IOException {
    if (next == partition.end()) {
      return false;
    }
    byte[] image = images == null ? null : file.images().next(images);
    Integer label = labels == null ? null : file.labels().first(file.labels().next(labels));
    Integer group = groups == null ? null : file.groups().first(file.groups().next(groups));
    Object[] row = new Object[columns.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = value(columns[i], image, label, group);
    }
    values = row;
    next++;
    return true;
  }

  @Override
  public InternalRow get() {
    return new GenericInternalRow(values);
  }

  @Override
  public void close() throws IOException {
    try (images;
        labels;
        groups) {
      values = null;
    }
  }

  private Object value(String column, byte[] image, Integer label, Integer group) {
    return switch (column) {
      case RecordSchema.ID -> file.firstId() + next;
      case RecordSchema.IMAGE -> image;
      case RecordSchema.LABEL -> label;
      case RecordSchema.GROUP -> group;
      case RecordSchema.HEIGHT -> file.height();
      case RecordSchema.WIDTH -> file.width();
      case RecordSchema.SPLIT -> split;
      case RecordSchema.KEY -> null;
      default -> throw new IllegalArgumentException("no column '" + column + "' in records");
    };
  }

  /** Null if there is no such file, or its column isn't asked for. */
  private IdxReader open(
      String column, DataFile dataFile, Configuration conf, List<IdxReader> opened)
      throws IOException {
    if (dataFile == null || !List.of(columns).contains(column)) {
      return null;
    }
    IdxReader reader = dataFile.open(partition.first(), partition.end(), conf);
    opened.add(reader);
    return reader;
  }
}
