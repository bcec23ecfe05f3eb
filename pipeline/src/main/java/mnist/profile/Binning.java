package mnist.profile;

import java.util.stream.IntStream;

/**
 * Bins that two histograms are compared at: those of a histogram of reference, brought together
 * until each holds about a tenth of it (equal binning by deciles, as is usual for the population
 * stability index). A fine bin that holds a tenth alone, such as that of black where nearly all
 * backgrounds are black, stays alone, so that what lies beside it isn't lost in it. Classes stay as
 * they are.
 */
public final class Binning {

  private static final int PARTS = 10;

  private final Histogram reference;
  private final int[] groups;

  private Binning(Histogram reference, int[] groups) {
    this.reference = reference;
    this.groups = groups;
  }

  /**
   * @param reference of that measure
   */
  public static Binning of(Measure measure, Histogram reference) {
    int bins = reference.counts().size();
    return new Binning(
        reference, measure.isOfClasses() ? IntStream.range(0, bins).toArray() : deciles(reference));
  }

  private static int[] deciles(Histogram reference) {
    int[] groups = new int[reference.counts().size()];
    long total = reference.total();
    int group = -1;
    // Of the group that is open, and whether the one before it holds a fine bin alone.
    long held = 0;
    boolean isOpen = false;
    boolean isAfterAlone = true;
    for (int bin = 0; bin < groups.length; bin++) {
      long count = reference.counts().get(bin);
      boolean isAlone = total > 0 && PARTS * count >= total;
      if (isAlone) {
        if (isOpen && !isAfterAlone) {
          merge(groups, bin, group);
          group--;
        }
        groups[bin] = ++group;
        isOpen = false;
        isAfterAlone = true;
        continue;
      }
      if (!isOpen) {
        group++;
        held = 0;
        isOpen = true;
      }
      groups[bin] = group;
      held += count;
      if (PARTS * held >= total && total > 0) {
        isOpen = false;
        isAfterAlone = false;
      }
    }
    if (isOpen && !isAfterAlone) {
      merge(groups, groups.length, group);
    }
    return groups;
  }

  /** What is left of a run of fine bins is too little for a group, and joins the one before it. */
  private static void merge(int[] groups, int end, int group) {
    for (int bin = end - 1; bin >= 0 && groups[bin] == group; bin--) {
      groups[bin]--;
    }
  }

  /** How many bins there are. */
  public int size() {
    return groups[groups.length - 1] + 1;
  }

  /**
   * A histogram's counts at these bins.
   *
   * @param histogram with the edges of the reference
   */
  public long[] counts(Histogram histogram) {
    reference.requireSameEdges(histogram);
    long[] counts = new long[size()];
    for (int bin = 0; bin < groups.length; bin++) {
      counts[groups[bin]] += histogram.counts().get(bin);
    }
    return counts;
  }

  /** The edges of these bins, ascending, one more than bins. */
  public double[] edges() {
    double[] edges = new double[size() + 1];
    for (int bin = groups.length - 1; bin >= 0; bin--) {
      edges[groups[bin]] = reference.edges().get(bin);
    }
    edges[size()] = reference.edges().get(groups.length);
    return edges;
  }
}
