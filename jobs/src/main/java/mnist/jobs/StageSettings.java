package mnist.jobs;

import mnist.config.Settings;
import mnist.model.Architecture;
import mnist.train.TrainingSettings;
import mnist.transform.Augmentation;

/** The stages' own records from settings by key; each record checks its bounds. */
final class StageSettings {

  private StageSettings() {}

  static Augmentation augmentation(Settings settings) {
    Augmentation augmentation =
        new Augmentation(
            settings.number("augment.rotation-degrees"),
            settings.number("augment.shift-fraction"),
            settings.number("augment.zoom-fraction"),
            settings.number("augment.shear-radians"));
    return settings.flag("augment.enabled") ? augmentation : Augmentation.NONE;
  }

  static TrainingSettings training(Settings settings) {
    return new TrainingSettings(
        settings.longInteger("seed"),
        Architecture.named(settings.text("model.architecture")),
        settings.integer("train.epochs"),
        settings.integer("train.workers"),
        settings.integer("train.batch-size"),
        settings.integer("train.averaging-frequency"),
        settings.number("train.learning-rate"),
        settings.number("train.learning-rate-decay"),
        settings.integer("train.patience"),
        augmentation(settings));
  }
}
