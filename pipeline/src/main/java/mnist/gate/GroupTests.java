package mnist.gate;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mnist.evaluate.Comparison;
import mnist.html.Numbers;

/**
 * Whether a challenger is shown to be below a floor in a class or delivery, or worse than the
 * champion or the best champion so far by more than a margin.
 *
 * @param judged groups of enough images
 * @param tooSmall groups of fewer
 * @param pValues of the judged groups in turn: for the floor, for the margin to the champion, and
 *     for the one to the best champion so far if that is another
 * @param limits what the challenger has to keep
 */
record GroupTests(
    List<Group> judged, List<Group> tooSmall, List<Double> pValues, GroupLimits limits) {

  static GroupTests of(List<Group> groups, GroupLimits limits) {
    Map<Boolean, List<Group>> enough =
        groups.stream()
            .collect(Collectors.partitioningBy(group -> group.images() >= limits.minImages()));
    List<Double> pValues =
        enough.get(true).stream()
            .flatMap(
                group ->
                    Stream.concat(
                        Stream.of(group.belowFloor(limits.floor())),
                        group.comparisons().map(each -> Group.below(each, limits.margin()))))
            .toList();
    return new GroupTests(enough.get(true), enough.get(false), pValues, limits);
  }

  /**
   * @param adjusted the p values, for as many tests as there are
   * @param needed names of groups that are a reason to refuse if they are too small to be judged
   */
  Check check(String name, List<Double> adjusted, double alpha, Set<String> needed) {
    List<String> faults = new ArrayList<>();
    Map<String, Object> groups = new LinkedHashMap<>();
    Iterator<Double> next = adjusted.iterator();
    for (Group group : judged) {
      double floor = next.next();
      double margin = next.next();
      double ofBest = group.withBest() == null ? 1 : next.next();
      boolean passed = floor > alpha && margin > alpha && ofBest > alpha;
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("images", group.images());
      figures.put("challenger_accuracy", group.comparison().secondAccuracy());
      figures.put("champion_accuracy", group.comparison().firstAccuracy());
      figures.put("p_floor", floor);
      figures.put("p_margin", margin);
      if (group.withBest() != null) {
        figures.put("best_accuracy", group.withBest().firstAccuracy());
        figures.put("p_margin_of_best", ofBest);
      }
      figures.put("passed", passed);
      groups.put(group.name(), figures);
      if (!passed) {
        faults.add(fault(group, floor <= alpha, margin <= alpha));
      }
    }
    Map<String, Object> few = new LinkedHashMap<>();
    tooSmall.forEach(group -> few.put(group.name(), group.images()));
    List<String> missing = few.keySet().stream().filter(needed::contains).toList();
    if (!missing.isEmpty()) {
      faults.add(
          "too few judged images of %s %s, at least %d are needed"
              .formatted(limits.groups(), String.join(", ", missing), limits.minImages()));
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("floor", limits.floor());
    figures.put("margin", limits.margin());
    figures.put("alpha", alpha);
    figures.put("min_images", limits.minImages());
    figures.put("judged", groups);
    figures.put("too_small", few);
    return new Check(
        name,
        faults.isEmpty(),
        faults.isEmpty()
            ? "nothing shows that it is worse in a " + limits.groups()
            : String.join("; ", faults),
        figures);
  }

  private String fault(Group group, boolean belowFloor, boolean belowChampion) {
    boolean isOfBest = !belowFloor && !belowChampion;
    Comparison comparison = isOfBest ? group.withBest() : group.comparison();
    return "%s %s: %s of %s right, the %s %s, %s"
        .formatted(
            limits.groups(),
            group.name(),
            Numbers.percent(comparison.secondAccuracy(), 2),
            Numbers.count(group.images(), "image"),
            isOfBest ? "best champion so far" : "champion",
            Numbers.percent(comparison.firstAccuracy(), 2),
            belowFloor
                ? "below the floor of " + Numbers.percent(limits.floor(), 1)
                : "worse by more than " + Numbers.decimal(100 * limits.margin(), 2) + " points");
  }
}
