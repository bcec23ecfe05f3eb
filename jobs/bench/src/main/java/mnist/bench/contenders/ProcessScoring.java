package mnist.bench.contenders;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import mnist.bench.machine.Memory;
import mnist.bench.plan.Digits;
import mnist.bench.plan.Measured;
import mnist.bench.plan.Plan;
import mnist.bench.plan.WorkFiles;
import mnist.input.Split;

/**
 * Scores images that are in this process, from their bytes to arrays of probabilities, by one
 * {@link Scoring} or by one a thread.
 */
public final class ProcessScoring {

  private final Plan plan;

  public ProcessScoring(Plan plan) {
    this.plan = plan;
  }

  /**
   * @param scorings all alike, each for a thread
   */
  public Measured measure(List<? extends Scoring> scorings) throws Exception {
    Digits digits = Digits.read(WorkFiles.of(plan), Split.VALIDATION);
    ExecutorService threads = Executors.newFixedThreadPool(scorings.size());
    try {
      List<Double> rates = new ArrayList<>();
      for (int repetition = 0; repetition < plan.allRepetitions(); repetition++) {
        double rate = repetition(scorings, threads, digits.images());
        if (repetition >= plan.warmups()) {
          rates.add(rate);
        }
      }
      double accuracy = threads.submit(() -> accuracy(scorings.get(0), digits)).get();
      return new Measured(rates, accuracy, Memory.peakResidentMib());
    } finally {
      threads.shutdownNow();
    }
  }

  /** Images a second, of all threads together. */
  private double repetition(
      List<? extends Scoring> scorings, ExecutorService threads, byte[][] images)
      throws InterruptedException, ExecutionException {
    long began = System.nanoTime();
    long end = began + (long) (plan.scoreSeconds() * 1e9);
    List<Future<Long>> counts = new ArrayList<>();
    for (Scoring scoring : scorings) {
      counts.add(threads.submit(() -> until(end, scoring, images)));
    }
    long scored = 0;
    for (Future<Long> count : counts) {
      scored += count.get();
    }
    return scored / ((System.nanoTime() - began) / 1e9);
  }

  private long until(long end, Scoring scoring, byte[][] images) throws Exception {
    // Whole minibatches: another size would have to be prepared for.
    int batch = Math.min(plan.batch(), images.length);
    int batches = images.length / batch;
    long scored = 0;
    do {
      scoring.apply(images, (int) (scored / batch % batches) * batch, batch);
      scored += batch;
    } while (System.nanoTime() < end);
    return scored;
  }

  private double accuracy(Scoring scoring, Digits digits) throws Exception {
    int right = 0;
    for (int from = 0; from < digits.size(); from += plan.batch()) {
      int count = Math.min(plan.batch(), digits.size() - from);
      right +=
          Answers.right(scoring.apply(digits.images(), from, count), digits.labels(), from, count);
    }
    return (double) right / digits.size();
  }
}
