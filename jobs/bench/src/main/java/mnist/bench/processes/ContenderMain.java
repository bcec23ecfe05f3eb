package mnist.bench.processes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mnist.bench.contenders.Decoding;
import mnist.bench.contenders.DjlScoring;
import mnist.bench.contenders.DjlTrainee;
import mnist.bench.contenders.Dl4jScoring;
import mnist.bench.contenders.Dl4jTrainee;
import mnist.bench.contenders.OnnxScoring;
import mnist.bench.contenders.OurScoring;
import mnist.bench.contenders.Preparation;
import mnist.bench.contenders.ProcessScoring;
import mnist.bench.contenders.ProcessTraining;
import mnist.bench.contenders.Scoring;
import mnist.bench.contenders.SparkScoring;
import mnist.bench.contenders.SparkTraining;
import mnist.bench.contenders.Trainee;
import mnist.bench.plan.Contender;
import mnist.bench.plan.Measured;
import mnist.bench.plan.Plan;
import mnist.bench.plan.Prepared;
import mnist.bench.plan.Weights;
import mnist.bench.plan.WorkFiles;
import mnist.score.Inference;
import mnist.train.Averaging;

/** A process that measures one plan, or prepares what they share. */
final class ContenderMain {

  private ContenderMain() {}

  /**
   * @param arguments the plan's file, and either the file for what was measured, or "prepare", the
   *     images to score and the files to score
   */
  public static void main(String[] arguments) throws Exception {
    Plan plan = WorkFiles.readJson(Path.of(arguments[0]), Plan.class);
    if (arguments[1].equals(Processes.PREPARE)) {
      Preparation.run(plan, Long.parseLong(arguments[2]), Integer.parseInt(arguments[3]));
    } else {
      WorkFiles.writeJson(Path.of(arguments[1]), measure(plan));
    }
    // Libraries leave threads behind.
    System.exit(0);
  }

  private static Measured measure(Plan plan) throws Exception {
    Contender contender = Contender.labelled(plan.contender()).orElseThrow();
    Prepared prepared = WorkFiles.of(plan).readPrepared();
    return switch (plan.task()) {
      case TRAIN -> train(contender, plan, prepared);
      case SCORE -> score(contender, plan, prepared);
      case SCORE_FILES ->
          contender == Contender.DECODER
              ? Decoding.measure(plan)
              : SparkScoring.measure(plan, Inference.AUTO, WorkFiles.of(plan).store());
    };
  }

  private static Measured train(Contender contender, Plan plan, Prepared prepared)
      throws Exception {
    return switch (contender) {
      case SPARK, SPARK_ONE_WORKER ->
          SparkTraining.measure(plan, prepared, Averaging.DETERMINISTIC);
      case SPARK_ROBUST_AUGMENTATION -> SparkTraining.robustly(plan, prepared);
      case DL4J_SPARK -> SparkTraining.measure(plan, prepared, Averaging.DL4J);
      case PROCESS -> train(Dl4jTrainee.ours(plan, prepared), plan, prepared);
      case DL4J -> train(Dl4jTrainee.asShipped(plan, prepared), plan, prepared);
      case DJL -> train(new DjlTrainee(plan, prepared), plan, prepared);
      case ONNXRUNTIME, SPARK_ONNXRUNTIME, SPARK_UNCOUNTED, DECODER ->
          throw new IllegalArgumentException(contender.label() + " doesn't train");
    };
  }

  private static Measured train(Trainee trainee, Plan plan, Prepared prepared) throws Exception {
    try (trainee) {
      return new ProcessTraining(plan, prepared).measure(trainee);
    }
  }

  private static Measured score(Contender contender, Plan plan, Prepared prepared)
      throws Exception {
    WorkFiles work = WorkFiles.of(plan);
    return switch (contender) {
      case SPARK -> SparkScoring.measure(plan, Inference.AUTO, work.store());
      case SPARK_UNCOUNTED -> SparkScoring.measure(plan, Inference.AUTO, work.unprofiled());
      case SPARK_ONNXRUNTIME ->
          SparkScoring.measure(plan, Inference.ONNXRUNTIME.label(), work.store());
      case PROCESS -> score(OurScoring.of(plan), plan);
      case DL4J -> score(List.of(Dl4jScoring.asShipped(plan)), plan);
      case ONNXRUNTIME -> score(List.of(onnx(plan, prepared)), plan);
      case DJL -> score(List.of(new DjlScoring(prepared, Weights.read(work.weights()))), plan);
      case SPARK_ONE_WORKER, SPARK_ROBUST_AUGMENTATION, DL4J_SPARK, DECODER ->
          throw new IllegalArgumentException(contender.label() + " doesn't score");
    };
  }

  private static Measured score(List<? extends Scoring> scorings, Plan plan) throws Exception {
    try {
      return new ProcessScoring(plan).measure(scorings);
    } finally {
      for (Scoring scoring : scorings) {
        scoring.close();
      }
    }
  }

  private static Scoring onnx(Plan plan, Prepared prepared) throws Exception {
    byte[] graph = Files.readAllBytes(WorkFiles.of(plan).onnx());
    return new OnnxScoring(graph, prepared.height(), plan.threads());
  }
}
