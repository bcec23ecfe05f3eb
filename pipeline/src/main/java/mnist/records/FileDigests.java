package mnist.records;

import java.io.IOException;
import java.io.Serializable;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mnist.files.Sha256;
import mnist.idx.IdxReader;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import scala.Tuple2;

/**
 * Hashes of the input files, and of each test image. Made on executors, a task a file; each file is
 * read to its end, and so checked.
 */
final class FileDigests {

  private final List<InputFile> files;
  private final long[] testImages;

  private record Task(DataFile file, boolean withItems) implements Serializable {}

  private FileDigests(List<InputFile> files, long[] testImages) {
    this.files = files;
    this.testImages = testImages;
  }

  /**
   * Reads and hashes all files.
   *
   * @param withGroups whether those of groups count
   */
  static FileDigests of(SparkSession spark, IdxFiles files, boolean withGroups) {
    List<Task> tasks =
        files.images().stream()
            .flatMap(
                file ->
                    Stream.of(
                        new Task(file.images(), file.split() == Split.TEST),
                        new Task(file.labels(), false),
                        new Task(withGroups ? file.groups() : null, false)))
            .filter(task -> task.file() != null)
            .toList();
    Broadcast<SerializableConfiguration> conf = Broadcasts.hadoopConf(spark);
    List<Integer> indexes = IntStream.range(0, tasks.size()).boxed().toList();
    // The tasks travel in the closure and results as tuples: Kryo, which users may choose for data,
    // can't make records.
    List<Tuple2<String, long[]>> digests;
    try {
      digests =
          JavaSparkContext.fromSparkContext(spark.sparkContext())
              .parallelize(indexes, tasks.size())
              .map(index -> digest(tasks.get(index), conf.value().value()))
              .collect();
    } finally {
      Broadcasts.release(conf);
    }
    List<InputFile> hashed =
        indexes.stream()
            .map(
                i ->
                    new InputFile(
                        IdxFileNames.withoutGz(tasks.get(i).file().name()), digests.get(i)._1()))
            .toList();
    long[] testImages =
        digests.stream().flatMapToLong(digest -> Arrays.stream(digest._2())).sorted().toArray();
    return new FileDigests(hashed, testImages);
  }

  /**
   * The files and their hashes, in the order of their ids, labels after their images, then groups.
   */
  List<InputFile> files() {
    return files;
  }

  /** {@link Quarantine#digest} of all test images, sorted: eight bytes an image. */
  long[] testImages() {
    return testImages;
  }

  private static Tuple2<String, long[]> digest(Task task, Configuration conf) throws IOException {
    DataFile file = task.file();
    MessageDigest whole = Sha256.start();
    whole.update(file.header().toBytes());
    long[] items = new long[task.withItems() ? Math.toIntExact(file.header().items()) : 0];
    try (IdxReader reader = file.open(0, file.header().items(), conf)) {
      for (int i = 0; reader.hasNext(); i++) {
        byte[] item = file.next(reader);
        whole.update(item);
        if (task.withItems()) {
          items[i] = Quarantine.digest(item);
        }
      }
    }
    return new Tuple2<>(Sha256.hex(whole.digest()), items);
  }
}
