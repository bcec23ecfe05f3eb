package mnist.profile;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts values as they come, on an executor or on the driver. For one thread. */
public final class ProfileCounts implements Serializable {

  private static final long serialVersionUID = 1;

  private final int classes;
  private final long[][] counts = new long[Measure.values().length][];
  private transient ImageStatistics statistics;

  /**
   * @param classes how many there are; labels and predictions lie below
   */
  public ProfileCounts(int classes) {
    this.classes = classes;
  }

  /**
   * Counts an image by {@link Measure#ofImages}.
   *
   * @param image height * width unsigned bytes, row-major: bright is ink
   */
  public void addImage(byte[] image, int height, int width) {
    if (statistics == null) {
      statistics = new ImageStatistics();
    }
    statistics.measure(image, height, width);
    for (Measure measure : Measure.OF_IMAGES) {
      add(measure, statistics.value(measure));
    }
  }

  /**
   * Counts an image by its bins.
   *
   * @param bins as {@link ImageBins} gives them
   */
  public void addImage(byte[] bins) {
    ByteBuffer next = ByteBuffer.wrap(bins);
    for (Measure measure : Measure.OF_IMAGES) {
      counts(measure)[next.getShort()]++;
    }
  }

  /** Counts a value. */
  public void add(Measure measure, double value) {
    counts(measure)[measure.bin(value)]++;
  }

  /** Adds what another has counted. */
  public ProfileCounts merge(ProfileCounts other) {
    for (Measure measure : Measure.values()) {
      long[] more = other.counts[measure.ordinal()];
      if (more != null) {
        long[] sums = counts(measure);
        for (int bin = 0; bin < sums.length; bin++) {
          sums[bin] = Math.addExact(sums[bin], more[bin]);
        }
      }
    }
    return this;
  }

  private long[] counts(Measure measure) {
    long[] counted = counts[measure.ordinal()];
    if (counted == null) {
      counted = new long[measure.edges(classes).length - 1];
      counts[measure.ordinal()] = counted;
    }
    return counted;
  }

  /** Of the measures by which something was counted. */
  public Profile profile() {
    SortedMap<String, Histogram> measures = new TreeMap<>();
    for (Measure measure : Measure.values()) {
      long[] counted = counts[measure.ordinal()];
      if (counted != null) {
        List<Double> edges = Arrays.stream(measure.edges(classes)).boxed().toList();
        List<Long> bins = Arrays.stream(counted).boxed().toList();
        measures.put(measure.label(), new Histogram(edges, bins));
      }
    }
    return new Profile(measures);
  }
}
