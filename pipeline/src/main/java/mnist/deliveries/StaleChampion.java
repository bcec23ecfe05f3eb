package mnist.deliveries;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A champion that learned from images which were forgotten since, or was judged by them.
 *
 * @param version its name
 * @param deliveries that were forgotten, by number, one or more
 * @param mendedBy the command that makes a version champion which learned from none of them; empty
 *     if there is no such version, so that one has to be trained
 */
public record StaleChampion(String version, List<String> deliveries, Optional<String> mendedBy) {

  public StaleChampion {
    deliveries = List.copyOf(deliveries);
  }

  /** What is wrong and how to mend it, for people. */
  public String sentence() {
    return "champion %s learned from %s, which %s forgotten; %s"
        .formatted(
            version,
            String.join(", ", deliveries),
            deliveries.size() == 1 ? "is" : "are",
            mendedBy
                .map(command -> "go to one that didn't by: " + command)
                .orElse(
                    "the next retrain that has images to learn from trains one that didn't, with"
                        + " retrain.start = random"));
  }

  /** The same for a job's result. */
  public Map<String, Object> figures() {
    Map<String, Object> figures = new HashMap<>();
    figures.put("champion_learned_from_forgotten", deliveries);
    figures.put("mended_by", mendedBy.orElse("retrain"));
    return figures;
  }
}
