package mnist.jobs.app;

import java.util.List;
import mnist.prepare.PreparationSteps.Step;
import mnist.score.OcclusionMap;

/**
 * What a model tells of a picture, as JSON has it; what isn't known or wasn't asked for is left
 * out.
 *
 * @param name of the picture's file, in a form of several
 * @param model that answers, such as v0001
 * @param prediction the most probable class; null if the model can't take the picture
 * @param label what the class is called, where classes have names
 * @param probabilities of each class, summing to 1
 * @param confidence the probability of the prediction
 * @param novelty the share of the model's validation images that are less unlike training; null if
 *     the model's calibration doesn't tell
 * @param accepted whether the confidence is enough, and the novelty not too much; null if the
 *     model's calibration doesn't tell
 * @param reason why the model can't take the picture, or why its answer isn't accepted
 * @param steps what became of the picture, the last one being what the model saw
 * @param occlusion where in that the confidence comes from
 */
record Answer(
    String name,
    String model,
    Integer prediction,
    String label,
    float[] probabilities,
    Float confidence,
    Float novelty,
    Boolean accepted,
    String reason,
    List<Step> steps,
    Occlusion occlusion) {

  /**
   * An {@link OcclusionMap}.
   *
   * @param description where most of it is, in words
   */
  record Occlusion(int height, int width, float[] drops, String description) {

    /**
     * @param prediction what the predicted class is called
     */
    static Occlusion of(OcclusionMap map, String prediction) {
      return new Occlusion(map.height(), map.width(), map.drops(), map.description(prediction));
    }
  }

  /** Of a picture that the model can't take. */
  static Answer refused(String model, String reason, List<Step> steps) {
    return new Answer(null, model, null, null, null, null, null, null, reason, steps, null);
  }

  Answer named(String file) {
    return new Answer(
        file,
        model,
        prediction,
        label,
        probabilities,
        confidence,
        novelty,
        accepted,
        reason,
        steps,
        occlusion);
  }

  boolean isPrediction() {
    return prediction != null;
  }
}
