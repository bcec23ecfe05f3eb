package mnist.train;

import mnist.model.ImageFormat;
import mnist.model.Inputs;
import mnist.transform.Augmentation;
import mnist.transform.Normalisation;
import org.deeplearning4j.core.loader.DataSetLoader;
import org.nd4j.common.loader.Source;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Makes the minibatch that a virtual path names from the examples held on the executor. dl4j-spark
 * opens no file for it, but insists on a scheme that Hadoop knows.
 */
final class MinibatchLoader implements DataSetLoader {

  private final TrainingExamples examples;
  private final EpochPlan plan;
  private final Augmentation augmentation;
  private final Normalisation normalisation;
  private final int height;
  private final int width;
  private final int classes;
  private final double labelSmoothing;

  MinibatchLoader(
      TrainingExamples examples,
      EpochPlan plan,
      Augmentation augmentation,
      Normalisation normalisation,
      ImageFormat format,
      double labelSmoothing) {
    this.examples = examples;
    this.plan = plan;
    this.augmentation = augmentation;
    this.normalisation = normalisation;
    this.height = format.height();
    this.width = format.width();
    this.classes = format.classes();
    this.labelSmoothing = labelSmoothing;
  }

  static String path(int epoch, int minibatch) {
    return "file:///epoch/" + epoch + "/minibatch/" + minibatch;
  }

  @Override
  public DataSet load(Source source) {
    String[] parts = source.getPath().split("/");
    int minibatch = Integer.parseInt(parts[parts.length - 1]);
    int epoch = Integer.parseInt(parts[parts.length - 3]);
    return minibatch(epoch, minibatch);
  }

  /** Features [examples, 1, height, width] and labels [examples, classes]. */
  DataSet minibatch(int epoch, int minibatch) {
    int[] positions = plan.positions(epoch, minibatch);
    int pixels = height * width;
    float[] values = new float[positions.length * pixels];
    int[] labels = new int[positions.length];
    for (int i = 0; i < positions.length; i++) {
      int row = i;
      examples.at(
          positions[i],
          (shard, index) -> {
            labels[row] = shard.label(index);
            augmentation.apply(
                shard.image(index),
                height,
                width,
                plan.seed(),
                epoch,
                shard.id(index),
                values,
                row * pixels);
          });
    }
    normalisation.apply(values);
    return new DataSet(
        Inputs.of(values, positions.length, height, width),
        Inputs.labels(labels, classes, labelSmoothing));
  }
}
