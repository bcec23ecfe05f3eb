package mnist.bench.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The clock that cores run at, by how long a chain of additions takes of which each needs the one
 * before: an addition, or an exclusive or, takes a cycle on any processor of the last decades. All
 * cores run at once, since one alone may run faster. What another program takes of a core's time
 * lowers the figure, so the best of several short runs counts for each core.
 */
public final class Clock {

  /** Dependent operations in a pass of the loop. */
  private static final int OPERATIONS = 16;

  private static final int PASSES = 2_000_000;
  private static final int RUNS = 8;

  private static volatile long kept;

  private Clock() {}

  /** Mean over the cores, in GHz; takes about a fifth of a second. */
  public static double gigahertz(int cores) {
    ExecutorService threads = Executors.newFixedThreadPool(cores);
    try {
      List<Future<Double>> clocks = new ArrayList<>();
      for (int i = 0; i < cores; i++) {
        clocks.add(threads.submit(Clock::best));
      }
      double sum = 0;
      for (Future<Double> clock : clocks) {
        sum += clock.get();
      }
      return sum / cores;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static double best() {
    double best = 0;
    for (int run = 0; run < RUNS; run++) {
      long began = System.nanoTime();
      kept = chain(began, kept | 1);
      double nanos = System.nanoTime() - began;
      best = Math.max(best, (double) PASSES * OPERATIONS / nanos);
    }
    return best;
  }

  /** Additions and exclusive ors by turns, which no compiler can put together. */
  private static long chain(long a, long b) {
    long x = a;
    for (int i = 0; i < PASSES; i++) {
      x = ((((x + a) ^ b) + a) ^ b) + a;
      x = ((((x ^ b) + a) ^ b) + a) ^ b;
      x = (((x + a) ^ b) + a) ^ b;
      x = (x + a) ^ b;
    }
    return x;
  }
}
