package mnist.score;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import mnist.profile.ProfileCounts;
import mnist.review.ReviewQueue;

/** Counts what passes of one part. */
public final class PartTally implements Serializable {

  private static final long serialVersionUID = 1;

  /** Reasons that are told; some hold names of files. */
  public static final int MOST_REASONS = 100;

  private final ProfileCounts profile;
  private final ReviewQueue review;
  private long predicted;
  private long rejected;
  private long accepted;
  private final LinkedHashMap<String, Long> reasons = new LinkedHashMap<>();
  private final TreeMap<Integer, String> faults = new TreeMap<>();

  /** Of a part of which there is nothing to read. */
  public PartTally() {
    this(0, 0);
  }

  /**
   * @param classes of the predictions
   * @param reviewed images that are chosen for review at most
   */
  PartTally(int classes, int reviewed) {
    this.profile = new ProfileCounts(classes);
    this.review = new ReviewQueue(reviewed);
  }

  void predicted(boolean isAccepted) {
    predicted++;
    accepted += isAccepted ? 1 : 0;
  }

  void rejected(String reason) {
    rejected++;
    if (reasons.size() < MOST_REASONS || reasons.containsKey(reason)) {
      reasons.merge(reason, 1L, Long::sum);
    }
  }

  void faulty(int split, String fault) {
    faults.put(split, fault);
  }

  /** What was counted of the images that were predicted. */
  public ProfileCounts profile() {
    return profile;
  }

  /** Those of its images that people may be asked to look at. */
  public ReviewQueue review() {
    return review;
  }

  public long predicted() {
    return predicted;
  }

  public long rejected() {
    return rejected;
  }

  public long accepted() {
    return accepted;
  }

  /** How often each reason occurred; where there are very many, the first hundred. */
  public Map<String, Long> reasons() {
    return reasons;
  }

  /** Why splits couldn't be read, by their places in the part. */
  public Map<Integer, String> faults() {
    return faults;
  }
}
