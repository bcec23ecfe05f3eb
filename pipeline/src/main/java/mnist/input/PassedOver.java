package mnist.input;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A file among the input that isn't read.
 *
 * @param name without directory
 * @param reason such as "a checksum"
 */
public record PassedOver(String name, String reason) {

  private static final int NAMES_LISTED = 10;

  /** For people: names by reason, "a.md5, b.md5 (a checksum)", of each reason ten at most. */
  public static List<String> summary(List<PassedOver> files) {
    Map<String, List<String>> byReason =
        files.stream()
            .collect(
                Collectors.groupingBy(
                    PassedOver::reason,
                    TreeMap::new,
                    Collectors.mapping(PassedOver::name, Collectors.toList())));
    return byReason.entrySet().stream()
        .map(entry -> names(entry.getValue()) + " (" + entry.getKey() + ")")
        .toList();
  }

  private static String names(List<String> names) {
    String listed = names.stream().limit(NAMES_LISTED).collect(Collectors.joining(", "));
    return names.size() <= NAMES_LISTED
        ? listed
        : listed + " and " + (names.size() - NAMES_LISTED) + " more";
  }
}
