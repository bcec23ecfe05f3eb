package mnist.input;

import java.io.IOException;
import java.io.Serializable;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
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
 * Hashes of the input files, and of each test image. Made on executors, one task per file; each
 * file is read to its end, and so checked.
 */
final class IdxDigests {

  private final List<Hashed> files;
  private final long[] testImages;
  private final Set<String> labels;

  /** What is collected of a file's items. */
  private enum Collected {
    DIGESTS,
    LABELS,
    NOTHING
  }

  private record Task(DataFile file, boolean isGroups, Collected collected)
      implements Serializable {}

  private record Hashed(InputFile file, boolean isGroups) {}

  private IdxDigests(List<Hashed> files, long[] testImages, Set<String> labels) {
    this.files = files;
    this.testImages = testImages;
    this.labels = labels;
  }

  /** Reads and hashes all files. */
  static IdxDigests of(SparkSession spark, IdxFiles files) {
    List<Task> tasks =
        files.images().stream()
            .flatMap(
                file ->
                    Stream.of(
                        new Task(
                            file.images(),
                            false,
                            file.split() == Split.TEST ? Collected.DIGESTS : Collected.NOTHING),
                        new Task(file.labels(), false, Collected.LABELS),
                        new Task(file.groups(), true, Collected.NOTHING)))
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
    List<Hashed> hashed =
        indexes.stream()
            .map(
                i ->
                    new Hashed(
                        new InputFile(
                            IdxName.withoutGz(tasks.get(i).file().name()), digests.get(i)._1()),
                        tasks.get(i).isGroups()))
            .toList();
    return new IdxDigests(
        hashed,
        collected(tasks, digests, Collected.DIGESTS).sorted().toArray(),
        collected(tasks, digests, Collected.LABELS)
            .mapToObj(Long::toString)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static LongStream collected(
      List<Task> tasks, List<Tuple2<String, long[]>> digests, Collected collected) {
    return IntStream.range(0, tasks.size())
        .filter(i -> tasks.get(i).collected() == collected)
        .boxed()
        .flatMapToLong(i -> Arrays.stream(digests.get(i)._2()));
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

  /** {@link ImageDigest} of all test images, sorted: eight bytes per image. */
  long[] testImages() {
    return testImages;
  }

  private static Tuple2<String, long[]> digest(Task task, Configuration conf) {
    // Grows with what is read: the header may say anything.
    LongStream.Builder digests = LongStream.builder();
    Set<Long> labels = new TreeSet<>();
    String whole =
        sha256(
            task.file(),
            conf,
            item -> {
              if (task.collected() == Collected.DIGESTS) {
                digests.add(ImageDigest.of(item));
              } else if (task.collected() == Collected.LABELS
                  && labels.size() < InputSurvey.MOST_LABELS) {
                labels.add((long) task.file().first(item));
              }
            });
    labels.forEach(digests::add);
    return new Tuple2<>(whole, digests.build().toArray());
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
