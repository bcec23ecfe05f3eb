package mnist.gate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Many tests at once, so that even one false alarm among them is rare, however they depend on each
 * other (S. Holm, A simple sequentially rejective multiple test procedure, Scandinavian Journal of
 * Statistics 6, 1979, 65-70).
 */
final class Holm {

  private Holm() {}

  /**
   * @param pValues each 0..1
   * @return in the same order, 0..1; those of at most alpha are rejected, and one or more of them
   *     wrongly with a probability of at most alpha
   */
  static List<Double> adjusted(List<Double> pValues) {
    List<Integer> ascending =
        IntStream.range(0, pValues.size())
            .boxed()
            .sorted(Comparator.comparing(pValues::get))
            .toList();
    List<Double> adjusted = new ArrayList<>(Collections.nCopies(pValues.size(), 1.0));
    double before = 0;
    for (int rank = 0; rank < ascending.size(); rank++) {
      int index = ascending.get(rank);
      before = Math.max(before, Math.min(1, (pValues.size() - rank) * pValues.get(index)));
      adjusted.set(index, before);
    }
    return adjusted;
  }
}
