package mnist.train;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import mnist.averaging.MinibatchSource;
import mnist.blocks.Block;
import mnist.blocks.BlockIndex;
import mnist.blocks.Blocks;
import mnist.model.Tensors;
import mnist.nondigits.Digit;
import mnist.nondigits.DigitsAtHand;
import mnist.nondigits.NonDigits;
import mnist.transform.Augmentation;
import mnist.transform.Normalisation;
import org.nd4j.linalg.dataset.DataSet;

/** Makes minibatches, with augmentation and non-digits, of the blocks of a training split. */
final class BlockMinibatches implements MinibatchSource {

  /** Examples that are looked up together, so that each block is asked for once for all of them. */
  private static final int AT_ONCE = 1024;

  private final Blocks blocks;
  private final MinibatchPlan plan;
  private final int groupSize;
  private final long seed;
  private final Augmentation augmentation;
  private final Normalisation normalisation;
  private final int classes;
  private final double labelSmoothing;
  private final NonDigits nonDigits;

  /**
   * @param groupSize examples that are shuffled with each other, 1 or more
   * @param classes of the labels
   */
  BlockMinibatches(
      Blocks blocks,
      MinibatchPlan plan,
      int groupSize,
      long seed,
      Augmentation augmentation,
      Normalisation normalisation,
      int classes,
      double labelSmoothing,
      NonDigits nonDigits) {
    this.blocks = blocks;
    this.plan = plan;
    this.groupSize = groupSize;
    this.seed = seed;
    this.augmentation = augmentation;
    this.normalisation = normalisation;
    this.classes = classes;
    this.labelSmoothing = labelSmoothing;
    this.nonDigits = nonDigits;
  }

  @Override
  public int workers() {
    return plan.workers();
  }

  @Override
  public long minibatches(int epoch, int worker) {
    return plan.minibatches(worker);
  }

  @Override
  public Iterator<DataSet> read(int epoch, int worker, long from, long to) {
    return new Reading(epoch, worker, from, to);
  }

  /** An example as it is stored. */
  private record Example(long id, Digit digit) {}

  /**
   * Minibatches of a worker in turn: features [examples, 1, height, width], labels [examples,
   * classes].
   */
  private final class Reading implements Iterator<DataSet> {

    private final BlockIndex index = blocks.index();
    private final EpochOrder order;
    private EpochOrder.Group group;
    private final int epoch;
    private final int worker;
    private final long to;
    private long next;

    /** Looked up, from this position on. */
    private Example[] examples = {};

    private long first;

    Reading(int epoch, int worker, long from, long to) {
      this.epoch = epoch;
      this.worker = worker;
      this.next = from;
      this.to = to;
      this.order = EpochOrder.of(index, groupSize, seed, epoch);
    }

    @Override
    public boolean hasNext() {
      return next < to;
    }

    @Override
    public DataSet next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      long begin = plan.first(worker, next);
      int size = (int) (plan.first(worker, next + 1) - begin);
      if (begin + size > first + examples.length) {
        lookUp(begin);
      }
      next++;
      return minibatch((int) (begin - first), size);
    }

    /** Whole minibatches, of this position and after it. */
    private void lookUp(long begin) {
      long last = next + 1;
      while (last < to && plan.first(worker, last + 1) - begin <= AT_ONCE) {
        last++;
      }
      long end = plan.first(worker, last);
      Map<Integer, Block> held = new HashMap<>();
      first = begin;
      examples = new Example[(int) (end - begin)];
      for (int i = 0; i < examples.length; i++) {
        int at = i;
        if (group == null || !group.has(begin + i)) {
          group = order.group(order.groupOf(begin + i));
        }
        group.find(
            begin + i,
            (number, row) -> {
              Block block = held.computeIfAbsent(number, blocks::block);
              examples[at] =
                  new Example(block.id(row), new Digit(block.image(row), block.label(row)));
            });
      }
      readAhead(end);
    }

    /** As much of the worker's next group as has been used of this one. */
    private void readAhead(long position) {
      long used = order.groupOf(position);
      if (order.firstOf(used + 1) >= plan.first(worker + 1)) {
        return;
      }
      int[] ahead = order.blocksOf(used + 1);
      double part = (position - order.firstOf(used)) / (double) groupSize;
      for (int i = 0; i < part * ahead.length; i++) {
        blocks.readAhead(ahead[i]);
      }
    }

    /** The digits before and after an example in its minibatch, whose ends meet. */
    private List<Digit> beside(int from, int size, int at) {
      return size == 1
          ? List.of()
          : List.of(
              examples[from + (at + size - 1) % size].digit(),
              examples[from + (at + 1) % size].digit());
    }

    private DataSet minibatch(int from, int size) {
      int height = index.height();
      int width = index.width();
      int pixels = index.pixels();
      float[] values = new float[size * pixels];
      int[] labels = new int[size];
      for (int i = 0; i < size; i++) {
        Example example = examples[from + i];
        List<Digit> beside = beside(from, size, i);
        if (nonDigits.replaces(seed, epoch, example.id())) {
          labels[i] = Tensors.NO_CLASS;
          nonDigit(example, beside, values, i * pixels);
        } else {
          labels[i] = example.digit().label();
          digit(example, beside, values, i * pixels);
        }
      }
      normalisation.apply(values);
      return new DataSet(
          Tensors.of(values, size, height, width), Tensors.labels(labels, classes, labelSmoothing));
    }

    private void digit(Example example, List<Digit> beside, float[] values, int offset) {
      augmentation.apply(
          example.digit().image(),
          example.digit().label(),
          beside.stream().map(Digit::image).toList(),
          index.height(),
          index.width(),
          seed,
          epoch,
          example.id(),
          values,
          offset);
    }

    private void nonDigit(Example example, List<Digit> beside, float[] values, int offset) {
      int height = index.height();
      int width = index.width();
      DigitsAtHand atHand = new DigitsAtHand(height, width, example.digit(), beside);
      float[] drawn = NonDigits.draw(atHand, seed, epoch, example.id());
      System.arraycopy(drawn, 0, values, offset, drawn.length);
      augmentation.applyInPlace(values, offset, height, width, seed, epoch, example.id());
    }
  }
}
