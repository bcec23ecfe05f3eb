package mnist.bench.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mnist.config.Settings;

/** Who is measured. */
public enum Contender {
  SPARK(
      "spark",
      "ours through Spark",
      Set.of(Task.TRAIN, Task.SCORE, Task.SCORE_FILES),
      Width.ALL_CORES),
  SPARK_ONNXRUNTIME(
      "spark-onnxruntime",
      "ours through Spark, by ONNX Runtime",
      Set.of(Task.SCORE),
      Width.ALL_CORES),
  SPARK_UNCOUNTED(
      "spark-uncounted",
      "ours through Spark, without counting for drift",
      Set.of(Task.SCORE),
      Width.ALL_CORES),
  SPARK_ONE_WORKER(
      "spark-one-worker", "ours through Spark, one worker", Set.of(Task.TRAIN), Width.ONE_CORE),
  SPARK_ROBUST_AUGMENTATION(
      "spark-robust-augmentation",
      "ours through Spark, robust's augmentation",
      Set.of(Task.TRAIN),
      Width.ALL_CORES),
  PROCESS("process", "ours in one process", Set.of(Task.TRAIN, Task.SCORE), Width.SCORING_ONLY),
  DL4J("dl4j", "DL4J as shipped", Set.of(Task.TRAIN, Task.SCORE), Width.ALL_CORES),
  DL4J_SPARK("dl4j-spark", "dl4j-spark's averaging", Set.of(Task.TRAIN), Width.ALL_CORES),
  DJL("djl", "DJL with libtorch", Set.of(Task.TRAIN, Task.SCORE), Width.ALL_CORES),
  ONNXRUNTIME("onnxruntime", "ONNX Runtime", Set.of(Task.SCORE), Width.ALL_CORES),
  DECODER("decoder", "our decoder alone", Set.of(Task.SCORE_FILES), Width.ALL_CORES);

  /** Images a minibatch in training, for who has one size. */
  public static final int TRAINING_BATCH = 64;

  /** Images a minibatch in scoring, for who has one size and none by default. */
  public static final int SCORING_BATCH = 256;

  /** What our jobs score by default. */
  private static final int OUR_SCORING_BATCH = Settings.of(Map.of()).integer("score.batch-size");

  private static final List<Integer> SIZES = List.of(TRAINING_BATCH, SCORING_BATCH);

  private enum Width {
    ALL_CORES,
    ONE_CORE,
    /** Training takes a thread, since what takes more is averaging through Spark. */
    SCORING_ONLY
  }

  private final String label;
  private final String description;
  private final Set<Task> tasks;
  private final Width width;

  Contender(String label, String description, Set<Task> tasks, Width width) {
    this.label = label;
    this.description = description;
    this.tasks = tasks;
    this.width = width;
  }

  /** As on the command line and in {@code bench.json}. */
  public String label() {
    return label;
  }

  /** For tables. */
  public String description() {
    return description;
  }

  public boolean does(Task task) {
    return tasks.contains(task);
  }

  /** Threads that it may use on this many cores. */
  public int threads(Task task, int cores) {
    return switch (width) {
      case ALL_CORES -> cores;
      case ONE_CORE -> 1;
      case SCORING_ONLY -> task == Task.TRAIN ? 1 : cores;
    };
  }

  /**
   * Sizes of minibatches to measure, of which the fastest counts: several for whoever may choose,
   * but one for DL4J as it is published, which gains nothing by more and takes minutes, and for our
   * scoring, which has a default. One worker alone fits what each of all fits.
   */
  public List<Integer> batches(Task task, int cores) {
    if (task != Task.TRAIN) {
      return switch (this) {
        case DECODER -> List.of(1);
        case DJL, ONNXRUNTIME -> List.of(OUR_SCORING_BATCH, TRAINING_BATCH, SCORING_BATCH);
        case DL4J -> List.of(SCORING_BATCH);
        default -> List.of(OUR_SCORING_BATCH);
      };
    }
    return switch (this) {
      case DL4J -> List.of(TRAINING_BATCH);
      case SPARK_ONE_WORKER -> SIZES.stream().map(size -> size / cores).toList();
      default -> SIZES;
    };
  }

  /** The one of this label. */
  public static Optional<Contender> labelled(String label) {
    return Arrays.stream(values()).filter(c -> c.label.equals(label)).findFirst();
  }

  public static List<String> labels() {
    List<String> labels = new ArrayList<>();
    for (Contender contender : values()) {
      labels.add(contender.label);
    }
    return labels;
  }
}
