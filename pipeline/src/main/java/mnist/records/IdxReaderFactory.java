package mnist.records;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Sent to executors with every task, where it opens partitions.
 *
 * @param conf a broadcast, since Hadoop's configuration is over a thousand entries
 */
record IdxReaderFactory(StructType columns, Broadcast<SerializableConfiguration> conf)
    implements PartitionReaderFactory {

  @Override
  public PartitionReader<InternalRow> createReader(InputPartition partition) {
    try {
      return new IdxPartitionReader((IdxPartition) partition, columns, conf.value().value());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
