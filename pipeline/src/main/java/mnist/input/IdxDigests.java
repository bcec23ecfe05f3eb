package mnist.input;

import java.io.IOException;
import java.io.Serializable;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mnist.files.Sha256;
import mnist.files.StorageFailure;
import mnist.idx.IdxReader;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import scala.Tuple2;

/**
 * Hashes of the input files, and the labels that occur. Made on executors, one task per file; each
 * file is read to its end, and so checked.
 */
final class IdxDigests {

  private final List<Hashed> files;
  private final Set<String> labels;

  /** What a file holds. */
  private enum Content {
    IMAGES,
    LABELS,
    GROUPS
  }

  private record Task(DataFile file, Content content) implements Serializable {}

  private record Hashed(InputFile file, boolean isGroups) {}

  private IdxDigests(List<Hashed> files, Set<String> labels) {
    this.files = files;
    this.labels = labels;
  }

  /** Reads and hashes all files. */
  static IdxDigests of(SparkSession spark, IdxFiles files) {
    List<Task> tasks =
        files.images().stream()
            .flatMap(
                file ->
                    Stream.of(
                        new Task(file.images(), Content.IMAGES),
                        new Task(file.labels(), Content.LABELS),
                        new Task(file.groups(), Content.GROUPS)))
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
      Broadcasts.release(spark, conf);
    }
    List<Hashed> hashed =
        indexes.stream()
            .map(
                i ->
                    new Hashed(
                        new InputFile(
                            IdxName.withoutGz(tasks.get(i).file().name()), digests.get(i)._1()),
                        tasks.get(i).content() == Content.GROUPS))
            .toList();
    Set<String> labels = new TreeSet<>();
    for (Tuple2<String, long[]> digest : digests) {
      Arrays.stream(digest._2()).mapToObj(Long::toString).forEach(labels::add);
    }
    return new IdxDigests(hashed, labels);
  }

  /** The labels that occur, a thousand of each file at most. */
  Set<String> labels() {
    return labels;
  }

  /**
   * The files and their hashes, in the order of their ids, labels after their images, then groups.
   *
   * @param withGroups whether those of groups are among them
   */
  List<InputFile> files(boolean withGroups) {
    return files.stream()
        .filter(hashed -> withGroups || !hashed.isGroups())
        .map(Hashed::file)
        .toList();
  }

  private static Tuple2<String, long[]> digest(Task task, Configuration conf) {
    Set<Long> labels = new TreeSet<>();
    String whole =
        sha256(
            task.file(),
            conf,
            item -> {
              if (task.content() == Content.LABELS && labels.size() < InputSurvey.MOST_LABELS) {
                labels.add((long) task.file().first(item));
              }
            });
    return new Tuple2<>(whole, labels.stream().mapToLong(Long::longValue).toArray());
  }

  /**
   * SHA-256 of a file's unpacked bytes. Reads it to its end, and so checks it.
   *
   * @param eachItem is given each item in turn
   */
  static String sha256(DataFile file, Configuration conf, Consumer<byte[]> eachItem) {
    MessageDigest whole = Sha256.start();
    whole.update(file.header().toBytes());
    try (IdxReader reader = file.open(0, file.header().items(), conf)) {
      while (reader.hasNext()) {
        byte[] item = file.next(reader);
        whole.update(item);
        eachItem.accept(item);
      }
    } catch (IOException e) {
      throw StorageFailure.of("Cannot read IDX file " + file.path(), "fetch it again", e);
    }
    return Sha256.hex(whole.digest());
  }
}
