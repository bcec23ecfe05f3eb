package mnist.blocks;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import mnist.Failure;
import mnist.InvalidInputException;
import mnist.blocks.BlockIndex.IndexedFile;
import mnist.files.StorageFailure;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/** Makes the index of a directory's blocks, by reading all of them once, a task for each file. */
final class BlockScan {

  private BlockScan() {}

  /**
   * @param directory of Parquet files with the columns {@code id}, {@code label} and {@code image};
   *     none need be there
   * @param classes that labels may be, from 0
   */
  static BlockIndex of(
      JavaSparkContext spark,
      Path directory,
      int height,
      int width,
      int classes,
      int rowsPerBlock,
      Broadcast<SerializableConfiguration> conf) {
    List<String> files = files(directory, conf.value().value());
    if (files.isEmpty()) {
      return new BlockIndex(height, width, rowsPerBlock, List.of());
    }
    Function<String, IndexedFile> scan =
        path -> scanned(path, height * width, classes, rowsPerBlock, conf.value().value());
    try {
      return new BlockIndex(
          height, width, rowsPerBlock, spark.parallelize(files, files.size()).map(scan).collect());
    } catch (Exception e) {
      throw Failure.unwrapped(e);
    }
  }

  /** In the order of their names. */
  private static List<String> files(Path directory, Configuration conf) {
    try {
      FileSystem files = directory.getFileSystem(conf);
      if (!files.exists(directory)) {
        return List.of();
      }
      return Stream.of(files.listStatus(directory))
          .filter(FileStatus::isFile)
          .map(FileStatus::getPath)
          .filter(path -> path.getName().endsWith(".parquet"))
          .filter(path -> !path.getName().startsWith("_") && !path.getName().startsWith("."))
          .map(Path::toString)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw StorageFailure.of(
          "Cannot list " + directory, "give a directory of ingested data that can be read", e);
    }
  }

  private static IndexedFile scanned(
      String path, int pixelsPerImage, int classes, int rowsPerBlock, Configuration conf) {
    return RecordFile.read(
        path,
        pixelsPerImage,
        conf,
        file -> {
          long rows = file.rows();
          int[] checksums = new int[Math.toIntExact((rows + rowsPerBlock - 1) / rowsPerBlock)];
          for (int i = 0; i < checksums.length; i++) {
            Block block = file.read((int) Math.min(rowsPerBlock, rows - (long) i * rowsPerBlock));
            requireLabels(block, classes);
            checksums[i] = block.checksum();
          }
          return new IndexedFile(path, rows, checksums);
        });
  }

  private static void requireLabels(Block block, int classes) {
    for (int i = 0; i < block.size(); i++) {
      int label = block.label(i);
      if (label < 0 || label >= classes) {
        throw new InvalidInputException(
            "Cannot train: label must be in 0..%d, but was %s (id=%d)"
                .formatted(classes - 1, label == Block.NO_LABEL ? "null" : label, block.id(i)),
            "check the labels, or set the number of classes");
      }
    }
  }
}
