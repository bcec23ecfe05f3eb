package mnist.jobs.runner;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mnist.Bounds;
import mnist.calibration.ConfidenceSettings;
import mnist.config.Settings;
import mnist.deliveries.CompositionSettings;
import mnist.deliveries.Window;
import mnist.drift.DriftSettings;
import mnist.examination.Check;
import mnist.examination.ExaminationSettings;
import mnist.examination.Policy;
import mnist.gate.GateSettings;
import mnist.gate.GroupLimits;
import mnist.input.Form;
import mnist.input.InputSettings;
import mnist.input.Split;
import mnist.jobs.doctor.DoctorSettings;
import mnist.model.Architecture;
import mnist.model.InstructionSet;
import mnist.nondigits.NonDigits;
import mnist.prepare.InputContract;
import mnist.prepare.Preparation;
import mnist.prepare.PreparedImages;
import mnist.records.HoldOutBy;
import mnist.records.IngestSettings;
import mnist.records.PixelStatistics;
import mnist.retrain.RetrainSettings;
import mnist.retrain.Start;
import mnist.score.Reviewed;
import mnist.score.ScoreSettings;
import mnist.store.Manifest;
import mnist.store.RetentionSettings;
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
import mnist.transform.Normalisation;
import mnist.transform.Outline;
import mnist.transform.RandomConvolution;
import mnist.transform.StrayLines;
import mnist.transform.Stretch;
import mnist.transform.StrokeThickness;
import mnist.transform.Tone;

/** The stages' own records from settings by key; each record checks its bounds. */
public final class StageSettings {

  private StageSettings() {}

  /**
   * @param untold the split of images whose files tell none, unless a setting says
   * @param model that the data are for, whose classes count; empty for one that is yet to be
   *     trained
   */
  public static IngestSettings ingest(Settings settings, Split untold, Optional<Manifest> model) {
    return new IngestSettings(
        settings.longInteger("seed"),
        settings.number("data.validation-fraction"),
        HoldOutBy.named(settings.text("data.hold-out-by")),
        settings.longInteger("data.file-bytes"),
        settings.number("data.max-bad-fraction"),
        classes(settings, model),
        split(settings, untold),
        settings.integer("input.label-offset"),
        model.map(manifest -> manifest.training().data().classNames()).orElse(null));
  }

  /** The split that a setting names, or else this one. */
  public static Split split(Settings settings, Split otherwise) {
    return given(settings, "input.split").map(Split::of).orElse(otherwise);
  }

  /** Those of the model, where more are expected than by default. */
  private static int classes(Settings settings, Optional<Manifest> model) {
    int set = settings.integer("data.classes");
    return settings.isGiven("data.classes")
        ? set
        : Math.max(set, model.map(manifest -> manifest.network().classes()).orElse(set));
  }

  /**
   * @param keep columns of a table to keep
   */
  public static InputSettings input(Settings settings, List<String> keep) {
    return new InputSettings(
        given(settings, "input.format").map(Form::named),
        given(settings, "input.image-column"),
        given(settings, "input.label-column"),
        given(settings, "input.id-column"),
        given(settings, "input.labels"),
        keep);
  }

  /**
   * What is done to images before a model sees them.
   *
   * @param model what it takes images for; empty where it has yet to be trained
   */
  public static PreparedImages preparation(Settings settings, Optional<InputContract> model) {
    Optional<Preparation> asked =
        given(settings, "input.prepare").map(how -> Preparation.named("input.prepare", how));
    boolean transpose = settings.flag("input.transpose");
    if (model.isPresent()) {
      return PreparedImages.of(model.get(), asked, transpose);
    }
    return asked.equals(Optional.of(Preparation.MNIST))
        ? PreparedImages.LIKE_MNIST.transposed(transpose)
        : PreparedImages.AS_THEY_ARE.transposed(transpose);
  }

  /** Empty for auto. */
  private static Optional<String> given(Settings settings, String key) {
    return Optional.of(settings.text(key)).filter(value -> !value.equals("auto"));
  }

  /**
   * @param pixels of the training split
   */
  public static Normalisation normalisation(Settings settings, PixelStatistics pixels) {
    return settings.flag("transform.standardise")
        ? new Normalisation(pixels.mean(), pixels.standardDeviation())
        : Normalisation.SCALE_ONLY;
  }

  public static ScoreSettings score(Settings settings) {
    return new ScoreSettings(
        settings.integer("score.batch-size"), settings.text("runtime.inference"));
  }

  /** Images whose predictions share a file, about; 1 or more. */
  public static long imagesPerFile(Settings settings) {
    long images = settings.longInteger("score.images-per-file");
    Bounds.atLeast("score.images-per-file", images, 1, "images");
    return images;
  }

  /** Files that may be unreadable before scoring fails, 0 or more. */
  public static int maxFailedFiles(Settings settings) {
    int files = settings.integer("score.max-failed-files");
    Bounds.atLeast("score.max-failed-files", files, 0, "files");
    return files;
  }

  /** Images that people are asked to look at, 0 or more. */
  public static int reviewImages(Settings settings) {
    int images = settings.integer("score.review-images");
    Bounds.within("score.review-images", images, 0, Reviewed.MOST);
    return images;
  }

  /** What is told of drift. */
  public static DriftSettings drift(Settings settings) {
    return DriftSettings.of(
        settings.text("score.drift.action"),
        settings.number("score.drift.max-psi"),
        settings.integer("score.drift.min-images"));
  }

  /** Part of the images that may be rejected before scoring fails, 0 to 1. */
  public static double maxRejectFraction(Settings settings) {
    double fraction = settings.number("score.max-reject-fraction");
    Bounds.within("score.max-reject-fraction", fraction, 0, 1);
    return fraction;
  }

  public static RetrainSettings retrain(Settings settings) {
    return new RetrainSettings(
        settings.number("retrain.comparison-fraction"),
        settings.integer("retrain.earlier-champions"),
        Start.named(settings.text("retrain.start")),
        new GateSettings(
            settings.number("retrain.margin"),
            settings.number("retrain.alpha"),
            settings.number("retrain.power"),
            settings.integer("retrain.min-images"),
            groupLimits(settings, "class"),
            groupLimits(settings, "delivery"),
            settings.number("retrain.robustness-margin"),
            settings.number("retrain.calibration-margin"),
            settings.number("retrain.loss-margin"),
            settings.number("retrain.max-size-ratio"),
            settings.number("retrain.max-time-ratio")));
  }

  private static GroupLimits groupLimits(Settings settings, String group) {
    return new GroupLimits(
        group,
        settings.number("retrain." + group + "-floor"),
        settings.number("retrain." + group + "-margin"),
        settings.integer("retrain." + group + "-min-images"));
  }

  public static RetentionSettings retention(Settings settings) {
    return new RetentionSettings(
        settings.integer("store.rollback-versions"), settings.integer("store.lease-days"));
  }

  /** Which of a store's images a challenger is trained and judged on. */
  public static CompositionSettings composition(Settings settings) {
    return new CompositionSettings(
        Window.of(settings.text("retrain.window")),
        settings.number("retrain.replay-fraction"),
        settings.longInteger("retrain.max-validation-images"));
  }

  /** How a delivery is examined before anything is trained on it. */
  public static ExaminationSettings examination(Settings settings) {
    String key = ExaminationSettings.KEY;
    Map<Check, Policy> policies = new EnumMap<>(Check.class);
    for (Check check : Check.values()) {
      String policy = key + check.label();
      policies.put(check, Policy.named(policy, settings.text(policy)));
    }
    return new ExaminationSettings(
        policies,
        settings.integer(key + "min-images"),
        settings.number(key + "max-class-distance"),
        settings.number(key + "min-confidence"),
        settings.number(key + "max-novelty"),
        settings.number(key + "max-contradictions"),
        settings.number(key + "max-class-contradictions"),
        settings.number(key + "max-turned"),
        settings.number(key + "max-held-out-copies"),
        settings.number(key + "max-conflicts"),
        settings.number(key + "max-noise"),
        settings.number(key + "max-novel"),
        settings.number(key + "max-psi"),
        settings.integer(key + "scored-images"),
        settings.integer(key + "turned-images"));
  }

  public static ConfidenceSettings answers(Settings settings) {
    return new ConfidenceSettings(
        settings.number("score.max-error-rate"),
        settings.number("score.max-false-refusals"),
        settings.flag("score.calibrated"));
  }

  public static Augmentation augmentation(Settings settings) {
    Augmentation augmentation =
        new Augmentation(
            new Hooks(settings.number("augment.hooks-fraction")),
            new AffineDistortion(
                settings.number("augment.rotation-degrees"),
                settings.number("augment.shift-fraction"),
                settings.number("augment.zoom-fraction"),
                settings.number("augment.shear-radians"),
                settings.number("augment.shrink-fraction")),
            new Stretch(settings.number("augment.stretch-fraction")),
            new ElasticDistortion(
                settings.number("augment.elastic-alpha"),
                settings.number("augment.elastic-sigma"),
                settings.number("augment.elastic-fine-alpha")),
            settings.number("augment.plain-fraction"),
            settings.number("augment.least-share"),
            new Neighbours(settings.number("augment.neighbours-fraction")),
            List.of(
                new StrokeThickness(settings.number("augment.stroke-pixels")),
                new Outline(settings.number("augment.outline-fraction")),
                new Background(settings.number("augment.background-fraction")),
                new StrayLines(settings.number("augment.lines-fraction")),
                new RandomConvolution(settings.number("augment.convolution-fraction")),
                new Tone(settings.number("augment.tone-fraction")),
                new Blur(settings.number("augment.blur-pixels")),
                new Noise(settings.number("augment.noise-deviation")),
                new Impulses(settings.number("augment.impulse-fraction")),
                new Erasing(
                    settings.number("augment.erase-fraction"),
                    settings.number("augment.erase-brightness"))));
    return settings.flag("augment.enabled") ? augmentation : Augmentation.NONE;
  }

  public static DoctorSettings doctor(Settings settings) {
    return new DoctorSettings(settings.integer("doctor.slot-timeout-seconds"));
  }

  static InstructionSet instructionSet(Settings settings) {
    return InstructionSet.of(settings.text("runtime.kernels"));
  }

  /** Whether a training that was stopped goes on where it was; dl4j-spark's own can't. */
  public static boolean keepsCheckpoints(Settings settings) {
    return Averaging.named(settings.text("train.averaging")).keepsCheckpoints();
  }

  /** Whether a training's result depends on the setting of this key, beside the data. */
  public static boolean decidesTraining(String key) {
    return key.equals("seed")
        || key.startsWith("model.")
        || key.startsWith("transform.")
        || key.startsWith("augment.")
        || key.startsWith("train.")
            && !key.equals("train.checkpoint-rounds")
            && !key.equals("train.disk-cache-bytes");
  }

  public static TrainingSettings training(Settings settings) {
    return new TrainingSettings(
        settings.longInteger("seed"),
        Architecture.named(settings.text("model.architecture")),
        settings.integer("train.epochs"),
        settings.integer("train.batch-size"),
        new AveragingSettings(
            Averaging.named(settings.text("train.averaging")),
            settings.integer("train.workers"),
            settings.integer("train.averaging-frequency"),
            settings.number("train.early-fraction"),
            settings.integer("train.early-frequency")),
        new OptimiserSettings(
            settings.number("train.learning-rate"),
            settings.number("train.warm-up-fraction"),
            settings.number("train.weight-decay"),
            settings.number("train.moving-average")),
        settings.number("train.label-smoothing"),
        new NonDigits(settings.number("train.non-digit-fraction")),
        settings.text("runtime.layers"),
        settings.text("runtime.inference"),
        new EarlyStopping(
            KeptEpoch.named(settings.text("train.kept-epoch")), settings.integer("train.patience")),
        settings.integer("train.checkpoint-rounds"),
        new ShuffleSettings(
            settings.longInteger("train.shuffle-bytes"),
            settings.longInteger("train.cache-bytes"),
            settings.longInteger("train.disk-cache-bytes")),
        augmentation(settings));
  }
}
