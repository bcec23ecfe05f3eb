package mnist.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskStart;

/**
 * Kills processes of a Spark application, as by SIGKILL, when some task starts; a listener for
 * {@code spark.extraListeners}. Executors are those of {@code local-cluster}.
 */
public final class KillingListener extends SparkListener {

  /**
   * A setting: moments, each a job's description and the number, from 1, of a task among those that
   * start in such jobs, as in {@code epoch 1 of 2: fit@3;calibrate@1}.
   */
  public static final String MOMENTS = "spark.killing.moments";

  /** A setting: whether executors are killed, each the one where the task starts, or the driver. */
  public static final String EXECUTORS = "spark.killing.executors";

  /** Written to standard error, before the executor and the moment, for each that is killed. */
  public static final String KILLED = "killed executor ";

  private final List<Moment> moments = new ArrayList<>();
  private final boolean areExecutors;
  private final Map<Integer, String> descriptions = new HashMap<>();

  private static final class Moment {
    private final String description;
    private int left;

    Moment(String text) {
      int at = text.lastIndexOf('@');
      description = text.substring(0, at);
      left = Integer.parseInt(text.substring(at + 1));
    }
  }

  /** Made by Spark. */
  public KillingListener(SparkConf conf) {
    for (String moment : conf.get(MOMENTS).split(";", -1)) {
      moments.add(new Moment(moment));
    }
    areExecutors = conf.getBoolean(EXECUTORS, false);
  }

  @Override
  public void onStageSubmitted(SparkListenerStageSubmitted stage) {
    descriptions.put(
        stage.stageInfo().stageId(), stage.properties().getProperty("spark.job.description", ""));
  }

  @Override
  public void onTaskStart(SparkListenerTaskStart task) {
    for (Moment moment : moments) {
      if (moment.description.equals(descriptions.get(task.stageId())) && --moment.left == 0) {
        kill(task.taskInfo().executorId(), moment);
      }
    }
  }

  private void kill(String executor, Moment moment) {
    if (!areExecutors) {
      Runtime.getRuntime().halt(137);
    }
    long killed =
        ProcessHandle.current()
            .descendants()
            .filter(process -> isExecutor(process.info().commandLine().orElse(""), executor))
            .filter(ProcessHandle::destroyForcibly)
            .count();
    String what = killed == 1 ? KILLED : "found no executor ";
    System.err.println(what + executor + " during " + moment.description);
  }

  private static boolean isExecutor(String command, String executor) {
    return command.contains("CoarseGrainedExecutorBackend")
        && command.contains("--executor-id " + executor + " ");
  }
}
