package mnist.records;

import org.apache.spark.sql.connector.read.InputPartition;

/**
 * A range of the images of a file.
 *
 * @param first index in the file of the first image
 * @param end index after the last
 */
record IdxPartition(ImageFile file, long first, long end) implements InputPartition {}
