package mnist.score;

import java.util.ArrayList;
import java.util.List;
import mnist.InvalidInputException;
import mnist.model.Classifier;
import mnist.model.DigitModel;
import mnist.model.Outputs;
import mnist.model.ShippedModel;

/**
 * Applies a model in this process, without Spark, and gives what {@link Scorer} gives, bit for bit.
 * For one thread, the one that made it.
 */
public final class LocalScorer implements AutoCloseable {

  private final ShippedModel shipped;
  private final Classifier classifier;
  private final int batchSize;

  /**
   * @throws InvalidInputException if the settings name something that can't apply this model
   */
  public LocalScorer(DigitModel model, ScoreSettings settings) {
    this.batchSize = settings.batchSize();
    this.shipped = Inference.of(settings.inference(), model).ship(model);
    this.classifier = shipped.classifier(batchSize);
  }

  /**
   * What the model tells of each image.
   *
   * @param images of the model's height * width unsigned bytes, row-major
   */
  public List<Prediction> predictions(List<byte[]> images) {
    List<Prediction> predictions = new ArrayList<>(images.size());
    for (int from = 0; from < images.size(); from += batchSize) {
      List<byte[]> minibatch = images.subList(from, Math.min(images.size(), from + batchSize));
      Outputs outputs = Minibatches.outputs(classifier, minibatch, batchSize);
      for (int i = 0; i < minibatch.size(); i++) {
        predictions.add(Prediction.of(outputs.probabilities()[i], outputs.energies()[i]));
      }
    }
    return predictions;
  }

  @Override
  public void close() {
    classifier.close();
    shipped.discard();
  }
}
