package mnist.jobs.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mnist.averaging.RoundMetrics;
import mnist.averaging.RoundMetrics.Shard;
import mnist.report.TextTable;
import mnist.train.EpochMetrics;
import mnist.train.TrainingResult;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/** Where the work of a training ran, and what its rounds took. */
final class RoundSummary {

  private RoundSummary() {}

  /**
   * A table of executors, a line of times and one of memory.
   *
   * @param result of rounds, one or more
   */
  static String of(TrainingResult result) {
    List<RoundMetrics> rounds = result.rounds();
    return where(rounds).render()
        + String.format(
            Locale.ROOT,
            "%d rounds, wall time: broadcast %.1f s, load and fit %.1f s, aggregate %.1f s, validate %.1f s; outside fitting %.0f ms per round (median)\nresident memory in MiB, after a tenth of the rounds, half of them, all: driver %s; largest executor %s",
            rounds.size(),
            sum(rounds, RoundMetrics::broadcastSeconds),
            sum(rounds, RoundMetrics::fitSeconds),
            sum(rounds, RoundMetrics::aggregateSeconds),
            result.epochs().stream().mapToDouble(EpochMetrics::validationSeconds).sum(),
            1000 * medianOutside(rounds),
            memory(rounds, RoundMetrics::residentBytes),
            memory(rounds, RoundSummary::largest));
  }

  /** Seconds. */
  static double medianOutside(List<RoundMetrics> rounds) {
    return new Median()
        .evaluate(rounds.stream().mapToDouble(RoundMetrics::outsideSeconds).toArray());
  }

  private static String memory(List<RoundMetrics> rounds, ToLongFunction<RoundMetrics> bytes) {
    int last = rounds.size() - 1;
    return IntStream.of(last / 10, last / 2, last)
        .mapToObj(round -> String.valueOf(bytes.applyAsLong(rounds.get(round)) >> 20))
        .collect(Collectors.joining(", "));
  }

  private static long largest(RoundMetrics round) {
    return round.shards().stream().mapToLong(Shard::residentBytes).max().orElse(0);
  }

  private static TextTable where(List<RoundMetrics> rounds) {
    Map<List<String>, List<Shard>> byExecutor = new TreeMap<>(RoundSummary::compare);
    for (RoundMetrics round : rounds) {
      for (Shard shard : round.shards()) {
        byExecutor
            .computeIfAbsent(List.of(shard.host(), shard.executor()), key -> new ArrayList<>())
            .add(shard);
      }
    }
    List<List<String>> rows = new ArrayList<>();
    byExecutor.forEach(
        (where, shards) ->
            rows.add(
                List.of(
                    where.get(0),
                    where.get(1),
                    String.valueOf(shards.size()),
                    String.valueOf(shards.stream().mapToLong(Shard::examples).sum()),
                    seconds(shards, Shard::receiveSeconds),
                    seconds(shards, Shard::loadSeconds),
                    seconds(shards, Shard::fitSeconds))));
    return new TextTable(
        List.of("host", "executor", "shards", "examples", "receive s", "load s", "fit s"), rows);
  }

  private static int compare(List<String> one, List<String> other) {
    int byHost = one.get(0).compareTo(other.get(0));
    return byHost != 0 ? byHost : one.get(1).compareTo(other.get(1));
  }

  private static String seconds(List<Shard> shards, ToDoubleFunction<Shard> seconds) {
    return String.format(Locale.ROOT, "%.1f", shards.stream().mapToDouble(seconds).sum());
  }

  private static double sum(List<RoundMetrics> rounds, ToDoubleFunction<RoundMetrics> seconds) {
    return rounds.stream().mapToDouble(seconds).sum();
  }
}
