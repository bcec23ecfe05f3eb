package mnist.report;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mnist.evaluate.Assessment;
import mnist.evaluate.Evaluation;
import mnist.input.Split;
import mnist.robustness.Robustness;
import mnist.score.OcclusionMap;
import mnist.store.Manifest;
import mnist.store.StoredVersion;

/**
 * What a report is made of.
 *
 * @param version the model
 * @param split whose images it was evaluated on
 * @param assessment what it came to on them
 * @param comparedWith the model that it was compared with; there if the assessment has a comparison
 * @param epochs those of its training, in order; empty if they aren't known
 * @param images of mistakes and confusions by id; what is missing isn't shown
 * @param occlusion of the worst mistakes by id, of the images' sizes: where the wrong answers come
 *     from; what is missing isn't shown
 * @param stages what took how long, in order
 * @param robustness how it does on images unlike those that it was trained on; empty if that wasn't
 *     looked at
 * @param views how it does by several views of each image; empty if that wasn't looked at
 */
public record EvaluatedModel(
    StoredVersion version,
    Split split,
    Assessment assessment,
    Optional<StoredVersion> comparedWith,
    List<LearningCurvePoint> epochs,
    Map<Long, BufferedImage> images,
    Map<Long, OcclusionMap> occlusion,
    List<Stage> stages,
    Optional<Robustness> robustness,
    Optional<Views> views) {

  public EvaluatedModel {
    epochs = List.copyOf(epochs);
    images = Map.copyOf(images);
    occlusion = Map.copyOf(occlusion);
    stages = List.copyOf(stages);
  }

  Manifest manifest() {
    return version.manifest();
  }

  /** A part of a run and the time that it took. */
  public record Stage(String name, double seconds) {}

  /**
   * Test-time augmentation.
   *
   * @param views of each image, itself among them
   * @param evaluation of their mean
   */
  public record Views(int views, Evaluation evaluation) {}
}
