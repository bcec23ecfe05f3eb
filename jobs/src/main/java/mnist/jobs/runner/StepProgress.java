package mnist.jobs.runner;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkStageInfo;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.JavaSparkStatusTracker;

/** Shows how many tasks of a step have ended, or what it tells itself, while it lasts. */
final class StepProgress {
  private static final long TERMINAL_MILLIS = 500;
  private static final long ELSEWHERE_MILLIS = 60_000;

  private final String description;
  private final JavaSparkStatusTracker tracker;
  private final Progress progress;
  private final Supplier<List<String>> told;
  private final long began = System.nanoTime();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread = new Thread(this::watch, "step-progress");

  StepProgress(
      String description, SparkContext spark, Progress progress, Supplier<List<String>> told) {
    this.told = told == null ? this::tasks : told;
    this.description = description;
    this.tracker = JavaSparkContext.fromSparkContext(spark).statusTracker();
    this.progress = progress;
    thread.setDaemon(true);
    thread.start();
  }

  private void watch() {
    long interval = progress.isOnTerminal() ? TERMINAL_MILLIS : ELSEWHERE_MILLIS;
    try {
      while (!ended.await(interval, TimeUnit.MILLISECONDS)) {
        show();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<String> tasks() {
    int tasks = 0;
    int done = 0;
    for (int id : tracker.getActiveStageIds()) {
      SparkStageInfo stage = tracker.getStageInfo(id);
      if (stage != null) {
        tasks += stage.numTasks();
        done += stage.numCompletedTasks();
      }
    }
    return tasks == 0 ? List.of() : List.of(done + " of " + tasks + " tasks");
  }

  private void show() {
    List<String> parts = new ArrayList<>();
    parts.add(description);
    parts.addAll(told.get());
    parts.add(Durations.minutes((System.nanoTime() - began) / 1e9));
    if (progress.isOnTerminal()) {
      progress.update(parts);
    } else {
      progress.keep(parts);
    }
  }

  /** Shows nothing any more. */
  void close() {
    ended.countDown();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    progress.clear();
  }
}
