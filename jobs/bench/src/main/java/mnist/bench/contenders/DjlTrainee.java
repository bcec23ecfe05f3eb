package mnist.bench.contenders;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import mnist.bench.plan.Plan;
import mnist.bench.plan.Prepared;
import org.nd4j.linalg.schedule.ISchedule;

/** A network of libtorch's, trained by DJL. */
public final class DjlTrainee implements Trainee {

  private final Model model;
  private final Trainer trainer;
  private final Loss loss = Loss.softmaxCrossEntropyLoss();
  private final int height;
  private final int width;

  public DjlTrainee(Plan plan, Prepared prepared) {
    this.height = prepared.height();
    this.width = prepared.width();
    this.model = DjlNetwork.model(prepared.layers());
    Optimizer adam =
        Optimizer.adam()
            .optLearningRateTracker(tracker(plan.learningRates()))
            .optBeta2((float) Plan.BETA2)
            .build();
    this.trainer =
        model.newTrainer(
            new DefaultTrainingConfig(loss)
                .optOptimizer(adam)
                .optDevices(new Device[] {Device.cpu()}));
    trainer.initialize(new Shape(plan.batch(), 1, height, width));
  }

  /** DJL counts updates from 1. */
  private static Tracker tracker(ISchedule rates) {
    return update -> (float) rates.valueAt(update - 1, 0);
  }

  @Override
  public void step(float[] values, int[] labels) {
    try (NDManager arrays = trainer.getManager().newSubManager()) {
      NDArray images = arrays.create(values, new Shape(labels.length, 1, height, width));
      NDArray truth = arrays.create(labels);
      try (GradientCollector gradients = trainer.newGradientCollector()) {
        NDList given = trainer.forward(new NDList(images));
        gradients.backward(loss.evaluate(new NDList(truth), given));
      }
      trainer.step();
    }
  }

  @Override
  public float[] apply(float[] values, int images) {
    try (NDManager arrays = trainer.getManager().newSubManager()) {
      NDArray given = arrays.create(values, new Shape(images, 1, height, width));
      return trainer.evaluate(new NDList(given)).singletonOrThrow().toFloatArray();
    }
  }

  @Override
  public void close() {
    trainer.close();
    model.close();
  }
}
