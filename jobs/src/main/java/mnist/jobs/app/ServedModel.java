package mnist.jobs.app;

import java.util.ArrayList;
import java.util.List;
import mnist.calibration.Calibration;
import mnist.calibration.ConfidenceSettings;
import mnist.config.Settings;
import mnist.jobs.runner.StageSettings;
import mnist.jobs.scoring.ModelPreparation;
import mnist.picture.GrayPicture;
import mnist.prepare.PreparationSteps;
import mnist.prepare.PreparationSteps.Step;
import mnist.prepare.PreparedDigit;
import mnist.prepare.PreparedImages;
import mnist.score.LocalScorer;
import mnist.score.OcclusionMap;
import mnist.score.Prediction;
import mnist.store.StoredVersion;
import org.apache.hadoop.conf.Configuration;

/** A stored model that answers what pictures show. For one thread, the one that loaded it. */
final class ServedModel implements AutoCloseable {

  /** What the last step is called: the image that the model sees. */
  private static final String PREPARED = "prepared";

  private final StoredVersion version;
  private final PreparedImages preparation;
  private final Acceptance acceptance;
  private final LocalScorer scorer;

  private ServedModel(
      StoredVersion version,
      PreparedImages preparation,
      Acceptance acceptance,
      LocalScorer scorer) {
    this.version = version;
    this.preparation = preparation;
    this.acceptance = acceptance;
    this.scorer = scorer;
  }

  /**
   * @param wanted of accepted answers
   * @throws mnist.InvalidInputException if the version is damaged, can't be applied here, or
   *     doesn't tell how it takes pictures
   */
  static ServedModel load(
      StoredVersion version, Settings settings, ConfidenceSettings wanted, Configuration hadoop) {
    return new ServedModel(
        version,
        ModelPreparation.of(version, settings, false),
        Acceptance.of(wanted, Calibration.of(version, hadoop)),
        new LocalScorer(version.load(hadoop), StageSettings.score(settings)));
  }

  /**
   * @param file all bytes of an image file
   */
  Answer answer(byte[] file, Wanted wanted) {
    PreparationSteps watched = new PreparationSteps();
    PreparedDigit prepared = preparation.ofFile(file, watched);
    List<Step> steps = new ArrayList<>(watched.steps());
    if (prepared instanceof PreparedDigit.NoDigit none) {
      return Answer.refused(version.name(), none.reason(), wanted.steps() ? steps : null);
    }
    byte[] image = ((PreparedDigit.Digit) prepared).pixels();
    steps.add(
        new Step(PREPARED, new GrayPicture(preparation.height(), preparation.width(), image)));
    Prediction prediction = scorer.predictions(List.of(image)).get(0);
    List<String> names = version.manifest().training().data().classNames();
    String label = names == null ? null : names.get(prediction.prediction());
    return new Answer(
        null,
        version.name(),
        prediction.prediction(),
        label,
        prediction.probabilities(),
        prediction.confidence(),
        acceptance.novelty(prediction),
        acceptance.accepts(prediction),
        acceptance.reason(prediction),
        wanted.steps() ? steps : null,
        wanted.occlusion() ? occlusion(image, prediction, label) : null);
  }

  private Answer.Occlusion occlusion(byte[] image, Prediction prediction, String label) {
    return Answer.Occlusion.of(
        OcclusionMap.of(scorer, image, preparation.height(), preparation.width(), prediction),
        label == null ? String.valueOf(prediction.prediction()) : label);
  }

  /**
   * What an answer has that costs more.
   *
   * @param steps what became of the picture
   * @param occlusion where in the image the confidence comes from
   */
  record Wanted(boolean steps, boolean occlusion) {}

  @Override
  public void close() {
    scorer.close();
  }
}
