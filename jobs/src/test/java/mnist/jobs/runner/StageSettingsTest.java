package mnist.jobs.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import mnist.InvalidInputException;
import mnist.calibration.ConfidenceSettings;
import mnist.config.Settings;
import mnist.input.Split;
import mnist.jobs.doctor.DoctorSettings;
import mnist.model.Architecture;
import mnist.nondigits.NonDigits;
import mnist.records.HoldOutBy;
import mnist.records.IngestSettings;
import mnist.score.ScoreSettings;
import mnist.train.Averaging;
import mnist.train.AveragingSettings;
import mnist.train.EarlyStopping;
import mnist.train.KeptEpoch;
import mnist.train.OptimiserSettings;
import mnist.train.ShuffleSettings;
import mnist.train.TrainingSettings;
import mnist.transform.AffineDistortion;
import mnist.transform.Augmentation;
import mnist.transform.Background;
import mnist.transform.Blur;
import mnist.transform.ElasticDistortion;
import mnist.transform.Erasing;
import mnist.transform.Hooks;
import mnist.transform.Impulses;
import mnist.transform.Neighbours;
import mnist.transform.Noise;
import mnist.transform.Outline;
import mnist.transform.RandomConvolution;
import mnist.transform.StrayLines;
import mnist.transform.Stretch;
import mnist.transform.StrokeThickness;
import mnist.transform.Tone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StageSettingsTest {

  @Test
  void takesEveryValueFromItsOwnKey() {
    Settings settings =
        Settings.of(
            Map.ofEntries(
                Map.entry("seed", 1),
                Map.entry("model.architecture", "reference"),
                Map.entry("train.epochs", 2),
                Map.entry("train.workers", 3),
                Map.entry("train.batch-size", 4),
                Map.entry("train.averaging-frequency", 5),
                Map.entry("train.early-fraction", 0.15),
                Map.entry("train.early-frequency", 16),
                Map.entry("train.averaging", "replayable"),
                Map.entry("runtime.layers", "onednn"),
                Map.entry("runtime.inference", "dl4j"),
                Map.entry("train.learning-rate", 0.6),
                Map.entry("train.warm-up-fraction", 0.7),
                Map.entry("train.weight-decay", 0.8),
                Map.entry("train.moving-average", 0.9),
                Map.entry("train.label-smoothing", 0.17),
                Map.entry("train.non-digit-fraction", 0.33),
                Map.entry("train.kept-epoch", "last"),
                Map.entry("train.patience", 8),
                Map.entry("train.checkpoint-rounds", 14),
                Map.entry("augment.hooks-fraction", 0.32),
                Map.entry("augment.rotation-degrees", 9),
                Map.entry("augment.shift-fraction", 0.11),
                Map.entry("augment.zoom-fraction", 0.12),
                Map.entry("augment.shear-radians", 0.13),
                Map.entry("augment.shrink-fraction", 0.23),
                Map.entry("augment.plain-fraction", 0.24),
                Map.entry("augment.least-share", 0.38),
                Map.entry("augment.elastic-alpha", 17),
                Map.entry("augment.elastic-sigma", 5),
                Map.entry("augment.elastic-fine-alpha", 6),
                Map.entry("augment.stretch-fraction", 0.34),
                Map.entry("augment.stroke-pixels", 0.18),
                Map.entry("augment.neighbours-fraction", 0.26),
                Map.entry("augment.background-fraction", 0.27),
                Map.entry("augment.lines-fraction", 0.28),
                Map.entry("augment.convolution-fraction", 0.29),
                Map.entry("augment.tone-fraction", 0.31),
                Map.entry("augment.blur-pixels", 0.19),
                Map.entry("augment.noise-deviation", 0.21),
                Map.entry("augment.impulse-fraction", 0.36),
                Map.entry("augment.outline-fraction", 0.37),
                Map.entry("augment.erase-fraction", 0.22),
                Map.entry("augment.erase-brightness", 0.25),
                Map.entry("train.shuffle-bytes", 15),
                Map.entry("train.cache-bytes", 16),
                Map.entry("train.disk-cache-bytes", 18)));

    assertThat(StageSettings.training(settings))
        .isEqualTo(
            new TrainingSettings(
                1,
                Architecture.REFERENCE,
                2,
                4,
                new AveragingSettings(Averaging.DETERMINISTIC, 3, 5, 0.15, 16),
                new OptimiserSettings(0.6, 0.7, 0.8, 0.9),
                0.17,
                new NonDigits(0.33),
                "onednn",
                "dl4j",
                new EarlyStopping(KeptEpoch.LAST, 8),
                14,
                new ShuffleSettings(15, 16, 18),
                new Augmentation(
                    new Hooks(0.32),
                    new AffineDistortion(9, 0.11, 0.12, 0.13, 0.23),
                    new Stretch(0.34),
                    new ElasticDistortion(17, 5, 6),
                    0.24,
                    0.38,
                    new Neighbours(0.26),
                    List.of(
                        new StrokeThickness(0.18),
                        new Outline(0.37),
                        new Background(0.27),
                        new StrayLines(0.28),
                        new RandomConvolution(0.29),
                        new Tone(0.31),
                        new Blur(0.19),
                        new Noise(0.21),
                        new Impulses(0.36),
                        new Erasing(0.22, 0.25)))));
  }

  /** What executors hold of all images decides their order; where else they hold them doesn't. */
  @ParameterizedTest
  @CsvSource({
    "seed, true",
    "train.cache-bytes, true",
    "train.non-digit-fraction, true",
    "train.disk-cache-bytes, false",
    "train.checkpoint-rounds, false",
    "data.file-bytes, false"
  })
  void tellsWhatDecidesATraining(String key, boolean decides) {
    assertThat(StageSettings.decidesTraining(key)).isEqualTo(decides);
  }

  @Test
  void takesTheSettingsOfIngesting() {
    Settings settings =
        Settings.of(
            Map.ofEntries(
                Map.entry("seed", 1),
                Map.entry("data.validation-fraction", 0.2),
                Map.entry("data.hold-out-by", "group"),
                Map.entry("data.file-bytes", 5_000_000_000L),
                Map.entry("data.max-bad-fraction", 0.4),
                Map.entry("data.classes", 5)));

    assertThat(StageSettings.ingest(settings, Split.TRAIN, Optional.empty()))
        .isEqualTo(
            new IngestSettings(
                1, 0.2, HoldOutBy.GROUP, 5_000_000_000L, 0.4, 5, Split.TRAIN, 0, null));
  }

  @Test
  void takesTheSettingsOfScoring() {
    Map<String, Object> values = Map.of("score.batch-size", 7, "runtime.inference", "dl4j");

    assertThat(StageSettings.score(Settings.of(values))).isEqualTo(new ScoreSettings(7, "dl4j"));
  }

  @Test
  void takesTheSettingsOfAnswers() {
    Map<String, Object> values =
        Map.of(
            "score.max-error-rate",
            0.01,
            "score.max-false-refusals",
            0.02,
            "score.calibrated",
            true);

    assertThat(StageSettings.answers(Settings.of(values)))
        .isEqualTo(new ConfidenceSettings(0.01, 0.02, true));
    assertThat(StageSettings.answers(Settings.of(Map.of())).needCalibration()).isFalse();
    assertThatThrownBy(() -> StageSettings.answers(Settings.of(Map.of("score.max-error-rate", 0))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("score.max-error-rate must be above 0 to 1, but was 0.0");
  }

  @Test
  void switchesAugmentationOff() {
    assertThat(StageSettings.augmentation(Settings.of(Map.of("augment.enabled", false))))
        .isEqualTo(Augmentation.NONE);
  }

  @Test
  void takesThePatienceOfTheDoctor() {
    assertThat(StageSettings.doctor(Settings.of(Map.of("doctor.slot-timeout-seconds", 7))))
        .isEqualTo(new DoctorSettings(7));
  }

  @Test
  void reportsAValueOutOfBounds() {
    Settings settings = Settings.of(Map.of("train.epochs", 0));

    assertThatThrownBy(() -> StageSettings.training(settings))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("train.epochs must be 1 or more, but was 0");
  }
}
