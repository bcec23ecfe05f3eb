package mnist.input;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import mnist.InvalidInputException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts together what several people said of the same images. */
final class PeoplesLabels {

  private static final Logger LOG = LoggerFactory.getLogger(PeoplesLabels.class);

  private final String table;

  /** Of each file, by its path, what each person said. */
  private final Map<String, SortedMap<String, String>> said = new HashMap<>();

  /** Several directories may have the same path. */
  private final Map<String, List<String>> byPath = new HashMap<>();

  /** Paths by their last parts. */
  private final Map<String, List<String>> byName = new HashMap<>();

  /**
   * @param table for messages
   * @param listed all files that may be spoken of
   */
  PeoplesLabels(String table, List<ListedFile> listed) {
    this.table = table;
    for (ListedFile file : listed) {
      byPath.computeIfAbsent(file.name(), any -> new ArrayList<>()).add(file.name());
      byName.computeIfAbsent(file.path().getName(), any -> new ArrayList<>()).add(file.name());
    }
  }

  /**
   * Takes a row; one without a label says nothing. A name is a file's path, or else the last part
   * of one's.
   *
   * @throws InvalidInputException if it names no file, or several, or doesn't tell who gave the
   *     label, or they have said it before
   */
  void add(String name, String label, String who) {
    if (label.isEmpty()) {
      return;
    }
    List<String> files = byPath.getOrDefault(name, byName.getOrDefault(name, List.of()));
    if (files.isEmpty()) {
      throw invalid("there is no image file " + name, "take the row out, or name its file");
    }
    if (files.size() > 1) {
      throw invalid(
          "%s names %d files, such as %s and %s"
              .formatted(name, files.size(), files.get(0), files.get(1)),
          "name files by their paths from the directory that is given");
    }
    if (who.isEmpty()) {
      throw invalid(
          "it doesn't say who gave %s the label %s".formatted(name, label),
          "fill in the column 'who'");
    }
    if (said.computeIfAbsent(files.get(0), any -> new TreeMap<>()).put(who, spelled(label))
        != null) {
      throw invalid("%s labels %s twice".formatted(who, name), "leave one of the rows");
    }
  }

  private static String spelled(String label) {
    return label.equalsIgnoreCase(Labelling.NONE) ? Labelling.NONE : label;
  }

  private InvalidInputException invalid(String what, String remedy) {
    return new InvalidInputException(
        "Invalid table of labels %s: %s".formatted(table, what), remedy);
  }

  /**
   * The labels on which people agree; none for files of which nobody has labelled one yet, beside
   * others that somebody has.
   *
   * @param files that are read
   * @param known files beside them, of which some may have been read before
   * @throws InvalidInputException if people agree on none of all these
   */
  FileLabels of(List<ListedFile> files, List<ListedFile> known) {
    Map<String, String> agreed = new HashMap<>();
    SortedMap<String, Long> by = new TreeMap<>();
    List<String> conflicting = new ArrayList<>();
    long none = 0;
    long unlabelled = 0;
    for (ListedFile file : files) {
      SortedMap<String, String> labels = said.getOrDefault(file.name(), new TreeMap<>());
      List<String> different = labels.values().stream().distinct().toList();
      if (different.isEmpty()) {
        unlabelled++;
      } else if (different.size() > 1) {
        conflicting.add(told(file.name(), labels));
      } else if (different.get(0).equals(Labelling.NONE)) {
        none++;
      } else {
        agreed.put(file.name(), different.get(0));
        labels.keySet().forEach(who -> by.merge(who, 1L, Long::sum));
      }
    }
    LOG.info(
        "of {} images {} are labelled; left out are {} without a digit, {} of which people"
            + " disagree, {} that nobody labelled",
        files.size(),
        agreed.size(),
        none,
        conflicting.size(),
        unlabelled);
    conflicting.forEach(conflict -> LOG.warn("left out: {}", conflict));
    if (agreed.isEmpty() && known.stream().noneMatch(this::isLabelled)) {
      throw invalid(
          "it has no label for any of the %d image files".formatted(files.size()),
          "fill in the columns 'label' and 'who'");
    }
    return new FileLabels(
        agreed, Optional.of(new Labelling(by, none, conflicting.size(), unlabelled)));
  }

  private boolean isLabelled(ListedFile file) {
    Set<String> labels = new HashSet<>(said.getOrDefault(file.name(), new TreeMap<>()).values());
    return labels.size() == 1 && !labels.contains(Labelling.NONE);
  }

  private static String told(String file, SortedMap<String, String> labels) {
    return labels.entrySet().stream()
        .map(label -> label.getValue() + " by " + label.getKey())
        .collect(Collectors.joining(", ", file + " is ", ""));
  }
}
