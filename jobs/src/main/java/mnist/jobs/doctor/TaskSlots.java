package mnist.jobs.doctor;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.status.ExecutorSummaryWrapper;
import org.apache.spark.status.api.v1.ExecutorSummary;
import org.apache.spark.util.kvstore.KVStoreView;

/** The executors that Spark has now, and how many tasks each can run at the same time. */
final class TaskSlots {

  private TaskSlots() {}

  /** Slots by process: each executor, or in local mode the driver. */
  static Map<String, Integer> of(SparkContext spark) {
    Map<String, Integer> slots = new HashMap<>();
    for (ExecutorSummaryWrapper stored : executors(spark)) {
      ExecutorSummary executor = stored.info();
      boolean driver = executor.id().equals("driver");
      if (!driver && executor.isActive()) {
        slots.put(ProcessFacts.EXECUTOR + executor.id(), executor.maxTasks());
      } else if (driver && spark.isLocal()) {
        slots.put(ProcessFacts.DRIVER, executor.maxTasks());
      }
    }
    return slots;
  }

  /** AppStatusStore.executorList returns different Scala collections in Spark 3.5 and 4. */
  private static KVStoreView<ExecutorSummaryWrapper> executors(SparkContext spark) {
    try {
      return spark.statusStore().store().view(ExecutorSummaryWrapper.class);
    } catch (Exception e) { // declared for stores on disk; this one is in memory
      throw new IllegalStateException("Cannot list Spark's executors", e);
    }
  }
}
