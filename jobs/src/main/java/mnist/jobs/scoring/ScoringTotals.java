package mnist.jobs.scoring;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mnist.progress.PartRecord;
import mnist.progress.PartRecord.FailedRead;
import mnist.score.PartTally;

/**
 * What all parts of a run came to.
 *
 * @param reasons how often each reason for a reject occurs, of the commonest first; a hundred
 *     reasons at most
 * @param accepted null where nobody asked
 * @param failed what couldn't be read
 */
record ScoringTotals(
    long predicted,
    long rejected,
    Map<String, Long> reasons,
    Long accepted,
    List<FailedRead> failed) {

  static ScoringTotals of(Collection<PartRecord> records) {
    Map<String, Long> all = new HashMap<>();
    records.forEach(
        record -> record.reasons().forEach((reason, count) -> all.merge(reason, count, Long::sum)));
    Map<String, Long> reasons = new LinkedHashMap<>();
    all.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(PartTally.MOST_REASONS)
        .forEach(reason -> reasons.put(reason.getKey(), reason.getValue()));
    boolean isAsked = records.stream().anyMatch(record -> record.accepted() != null);
    return new ScoringTotals(
        records.stream().mapToLong(PartRecord::done).sum(),
        records.stream().mapToLong(PartRecord::rejected).sum(),
        reasons,
        isAsked ? records.stream().mapToLong(PartRecord::accepted).sum() : null,
        records.stream().flatMap(record -> record.failed().stream()).toList());
  }

  long rows() {
    return predicted + rejected;
  }

  /** The commonest reason with its count; empty if there are none. */
  Optional<String> commonest() {
    return reasons.entrySet().stream()
        .findFirst()
        .map(first -> "%s (%d)".formatted(first.getKey(), first.getValue()));
  }
}
