package mnist.score;

import java.util.AbstractMap.SimpleEntry;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkContext;
import org.apache.spark.util.AccumulatorV2;

/** The tallies of some parts. A task that ran twice has counted the same. */
final class PartTallies
    extends AccumulatorV2<SimpleEntry<Integer, PartTally>, Map<Integer, PartTally>> {

  private static final long serialVersionUID = 1;

  private final TreeMap<Integer, PartTally> byPart = new TreeMap<>();

  static PartTallies start(SparkContext spark) {
    PartTallies started = new PartTallies();
    spark.register(started);
    return started;
  }

  @Override
  public boolean isZero() {
    return byPart.isEmpty();
  }

  @Override
  public PartTallies copy() {
    PartTallies copy = new PartTallies();
    copy.byPart.putAll(byPart);
    return copy;
  }

  @Override
  public void reset() {
    byPart.clear();
  }

  @Override
  public void add(SimpleEntry<Integer, PartTally> part) {
    byPart.put(part.getKey(), part.getValue());
  }

  @Override
  public void merge(AccumulatorV2<SimpleEntry<Integer, PartTally>, Map<Integer, PartTally>> other) {
    byPart.putAll(other.value());
  }

  @Override
  public Map<Integer, PartTally> value() {
    return byPart;
  }
}
