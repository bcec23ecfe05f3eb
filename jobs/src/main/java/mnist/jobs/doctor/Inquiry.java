package mnist.jobs.doctor;

import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;

/** Asks every executor a question, by short tasks, until each has answered. */
final class Inquiry {
  /** After so long without a new executor, those present are taken for all. */
  private static final Duration QUIET = Duration.ofSeconds(2);

  private static final Duration POLL = Duration.ofMillis(50);

  private final SparkContext spark;
  private final long deadline;

  private Inquiry(SparkContext spark, Duration patience) {
    this.spark = spark;
    this.deadline = System.nanoTime() + patience.toNanos();
  }

  /**
   * The answers by name.
   *
   * @return the answers that came in time
   * @throws ExecutionException if tasks fail: for example because executors crash while loading the
   *     library
   */
  static List<ProcessFacts> ask(SparkContext spark, Question question, Duration patience)
      throws ExecutionException, InterruptedException {
    return new Inquiry(spark, patience).ask(question);
  }

  /** A fault for each executor that hasn't answered. */
  static List<Finding> silent(
      Set<String> executors, List<ProcessFacts> answers, DoctorSettings settings) {
    Set<String> answered = answers.stream().map(ProcessFacts::name).collect(Collectors.toSet());
    return executors.stream()
        .filter(executor -> !answered.contains(executor))
        .sorted()
        .map(
            executor ->
                Finding.unavailable(
                    NoSlot.CHECK,
                    executor,
                    "hasn't answered within %d s".formatted(settings.slotTimeoutSeconds()),
                    "see its log"))
        .toList();
  }

  private List<ProcessFacts> ask(Question question)
      throws ExecutionException, InterruptedException {
    awaitExecutors();
    Map<String, ProcessFacts> answers = new TreeMap<>();
    Map<String, Integer> slots = TaskSlots.of(spark);
    while (!answers.keySet().containsAll(slots.keySet())) {
      // As many tasks as slots: Spark spreads them over all that are free.
      int tasks = Math.max(1, slots.values().stream().mapToInt(Integer::intValue).sum());
      List<ProcessFacts> round = round(question, tasks);
      if (round.isEmpty()) {
        break;
      }
      round.forEach(facts -> answers.put(facts.name(), facts));
      slots = TaskSlots.of(spark);
    }
    return List.copyOf(answers.values());
  }

  /** Empty if time has run out. */
  private List<ProcessFacts> round(Question question, int tasks)
      throws ExecutionException, InterruptedException {
    FlatMapFunction<Iterator<Integer>, ProcessFacts> answer =
        partition -> List.of(question.answer()).iterator();
    JavaFutureAction<List<ProcessFacts>> answers =
        JavaSparkContext.fromSparkContext(spark)
            .parallelize(Collections.nCopies(tasks, 0), tasks)
            .mapPartitions(answer)
            .collectAsync();
    try {
      return answers.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return List.of();
    } finally {
      answers.cancel(true);
    }
  }

  /** Executors start one after the other, so this waits for those that the settings ask for. */
  private void awaitExecutors() throws InterruptedException {
    OptionalInt expected = ExecutorCount.of(spark.getConf());
    Set<String> known = Set.of();
    long since = System.nanoTime();
    while (System.nanoTime() < Math.min(deadline, since + QUIET.toNanos())) {
      Set<String> now = TaskSlots.of(spark).keySet();
      if (expected.isPresent() && now.size() >= expected.getAsInt()) {
        return;
      }
      if (!now.equals(known)) {
        known = now;
        since = System.nanoTime();
      }
      TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
    }
  }
}
