package mnist.bench.contenders;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mnist.bench.plan.Plan;
import mnist.model.Classifier;
import mnist.model.DigitModel;
import mnist.model.ShippedModel;
import mnist.network.UnsupportedLayerException;
import mnist.onednn.OneDnnModel;

/** A stored model as a task of {@code mnist.score} applies it. */
public final class OurScoring implements Scoring {

  private final Classifier classifier;
  private final int classes;

  private OurScoring(Classifier classifier, int classes) {
    this.classifier = classifier;
    this.classes = classes;
  }

  /** As many as there are threads. */
  public static List<OurScoring> of(Plan plan) throws UnsupportedLayerException {
    DigitModel model = Dl4jScoring.load(plan);
    ShippedModel shipped = OneDnnModel.of(model);
    List<OurScoring> scorings = new ArrayList<>();
    for (int i = 0; i < plan.threads(); i++) {
      scorings.add(new OurScoring(shipped.classifier(plan.batch()), model.classes()));
    }
    return scorings;
  }

  @Override
  public float[] apply(byte[][] images, int from, int count) {
    float[][] probabilities =
        classifier.outputs(Arrays.asList(images).subList(from, from + count)).probabilities();
    float[] flat = new float[count * classes];
    for (int i = 0; i < count; i++) {
      System.arraycopy(probabilities[i], 0, flat, i * classes, classes);
    }
    return flat;
  }

  @Override
  public void close() {
    classifier.close();
  }
}
