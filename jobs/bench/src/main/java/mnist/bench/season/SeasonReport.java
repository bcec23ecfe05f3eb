package mnist.bench.season;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import mnist.bench.machine.Machine;
import mnist.files.JsonFiles;
import mnist.files.WholeFile;
import mnist.html.Numbers;
import mnist.report.PngFiles;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * What {@code season.json} says.
 *
 * @param versions of the software, and the commit
 * @param margin by which the last champion may be worse than the best one, part of the reserve
 * @param settings of the retrainings, as their file has them
 * @param weeks by number, from 0 on
 * @param broken what was to hold and doesn't, a sentence each
 */
record SeasonReport(
    Machine machine,
    SortedMap<String, String> versions,
    long seed,
    double margin,
    @JsonIgnore String settings,
    List<Week> weeks,
    List<String> broken) {

  private static final String JSON = "season.json";
  private static final String MARKDOWN = "season.md";
  static final String PICTURE = "season.png";

  /**
   * Looks whether what was to hold does.
   *
   * @param faults of the store, as {@code models verify} finds them
   */
  static SeasonReport of(
      List<Week> weeks, long seed, double margin, String settings, List<String> faults) {
    List<String> broken = new ArrayList<>();
    for (Week week : weeks) {
      if (week.isBad() && (week.taken() != null || week.version() != null)) {
        broken.add(
            "week %d: %s was taken as %s, and %s was trained on it"
                .formatted(week.number(), week.delivered().label(), week.taken(), week.version()));
      }
    }
    Week last = weeks.get(weeks.size() - 1);
    Week best = best(weeks);
    if (last.accuracy() < best.accuracy() - margin) {
      broken.add(
          "the last champion, %s, is worse than %s by %s"
              .formatted(
                  last.champion(),
                  best.champion(),
                  Numbers.percent(best.accuracy() - last.accuracy(), 2)));
    }
    broken.addAll(faults);
    return new SeasonReport(
        Machine.current(), Machine.versions(), seed, margin, settings, weeks, broken);
  }

  /** The first week of the champion that has most of the reserve right. */
  static Week best(List<Week> weeks) {
    Week best = weeks.get(0);
    for (Week week : weeks) {
      best = week.accuracy() > best.accuracy() ? week : best;
    }
    return best;
  }

  /** The weeks in which something was delivered to a store that had a champion. */
  private List<Week> delivered() {
    return weeks.subList(1, weeks.size());
  }

  private Week last() {
    return weeks.get(weeks.size() - 1);
  }

  /** Writes all three files into a directory. */
  void write(Path directory, Configuration conf) {
    JsonFiles.write(new Path(directory, JSON), this, conf);
    WholeFile.writeIfAbsent(new Path(directory, MARKDOWN), markdown(), conf);
    PngFiles.write(SeasonChart.of(weeks, margin), new Path(directory, PICTURE), conf);
  }

  /** The line on standard output. */
  Map<String, Object> result(String output) {
    Map<String, Object> result = new TreeMap<>();
    result.put("job", "bench");
    result.put("output", output);
    result.put("weeks", weeks.size() - 1);
    result.put("champion", last().champion());
    result.put("accuracy", last().accuracy());
    result.put("best_accuracy", best(weeks).accuracy());
    result.put("broken", broken);
    result.put("status", broken.isEmpty() ? "done" : "failed");
    return result;
  }

  /** A page. */
  String markdown() {
    StringBuilder page = new StringBuilder();
    page.append("# %d weeks of a store\n\n".formatted(delivered().size()));
    page.append(
        """
        A store that is left alone retrains each week on what has come in. Good deliveries are images of MNIST
        that it hasn't had, more and more of them slanted, then thick, then small; of five kinds of bad ones
        each quarter has one, in weeks that a seed draws. [How it is run](bench.md#a-season).

            jobs/bin/submit bench --season %d --seed %d --output DIR

        Commit %s, %s, %d cores, seed %d, %s.

        """
            .formatted(
                delivered().size(),
                seed,
                versions.get("commit"),
                machine.processor(),
                machine.logicalCores(),
                seed,
                Numbers.seconds(weeks.stream().mapToDouble(Week::seconds).sum())));
    page.append(
        """
        The reserve is %s images that no version was trained on or judged by, as many of each of its styles. The
        champion had %s of them right at the beginning, at best %s (%s, week %d) and at the end %s (%s); it may be
        %s worse than the best.

        """
            .formatted(
                Numbers.count(Supply.RESERVE),
                Numbers.percent(weeks.get(0).accuracy(), 2),
                Numbers.percent(best(weeks).accuracy(), 2),
                best(weeks).champion(),
                best(weeks).number(),
                Numbers.percent(last().accuracy(), 2),
                last().champion(),
                Numbers.percent(margin, 2)));
    page.append(
        broken.isEmpty()
            ? "No bad delivery was taken, and every file of the store is as it was written.\n\n"
            : "What was to hold doesn't:\n\n- " + String.join("\n- ", broken) + "\n\n");
    page.append("![Accuracy of the champion](%s)\n\n".formatted(PICTURE));
    page.append(kinds()).append('\n').append(table()).append('\n');
    page.append("The retrainings' settings:\n\n");
    settings.lines().forEach(line -> page.append(line.isEmpty() ? "" : "    " + line).append('\n'));
    return page.toString();
  }

  private String kinds() {
    StringBuilder table =
        new StringBuilder(
            """
            | delivered | weeks | taken | promoted | refused | by |
            |---|---:|---:|---:|---:|---|
            """);
    for (DeliveryKind kind : DeliveryKind.values()) {
      List<Week> some = delivered().stream().filter(week -> week.delivered() == kind).toList();
      List<Week> refused = some.stream().filter(week -> week.outcome().equals("refused")).toList();
      table.append(
          "| %s | %d | %d | %d | %d | %s |\n"
              .formatted(
                  kind.label(),
                  some.size(),
                  some.stream().filter(week -> week.taken() != null).count(),
                  some.stream().filter(week -> week.outcome().equals("promoted")).count(),
                  refused.size(),
                  String.join(
                      ", ",
                      refused.stream()
                          .flatMap(week -> week.findings().stream())
                          .distinct()
                          .sorted()
                          .toList())));
    }
    return table.toString();
  }

  private String table() {
    Set<String> styles = weeks.get(0).accuracies().keySet();
    StringBuilder table =
        new StringBuilder(
            """
            | week | delivered | images | outcome | findings | champion | accuracy | %s | seconds |
            |---:|---|---:|---|---|---|---:|%s---:|
            """
                .formatted(String.join(" | ", styles), "---:|".repeat(styles.size())));
    for (Week week : weeks) {
      table.append(
          "| %d | %s | %d | %s | %s | %s | %s | %s | %s |\n"
              .formatted(
                  week.number(),
                  week.delivered().label(),
                  week.images(),
                  Optional.ofNullable(week.version()).map(version -> version + " ").orElse("")
                      + week.outcome(),
                  String.join(", ", week.findings()),
                  week.champion(),
                  Numbers.percent(week.accuracy(), 2),
                  String.join(
                      " | ",
                      week.accuracies().values().stream()
                          .map(accuracy -> Numbers.percent(accuracy, 1))
                          .toList()),
                  Numbers.decimal(week.seconds(), 1)));
    }
    return table.toString();
  }
}
