package mnist.jobs.doctor;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.status.api.v1.ExecutorSummary;
import scala.collection.JavaConverters;

/** The executors that Spark has now, and how many tasks each runs at once. */
final class TaskSlots {

  private TaskSlots() {}

  /** By the process's name: each executor, or in local mode the driver. */
  static Map<String, Integer> of(SparkContext spark) {
    Map<String, Integer> slots = new HashMap<>();
    for (ExecutorSummary executor :
        JavaConverters.seqAsJavaList(spark.statusStore().executorList(true))) {
      boolean driver = executor.id().equals("driver");
      if (!driver) {
        slots.put(ProcessFacts.EXECUTOR + executor.id(), executor.maxTasks());
      } else if (spark.isLocal()) {
        slots.put(ProcessFacts.DRIVER, executor.maxTasks());
      }
    }
    return slots;
  }
}
