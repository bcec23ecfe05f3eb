package mnist.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mnist.InvalidInputException;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  private static Settings file(String text) {
    return Settings.of(new SettingsFile(text, "conf/mine.conf"), Map.of());
  }

  @Test
  void optionsOverrideTheFileAndTheFileOverridesTheReference() {
    SettingsFile file = new SettingsFile("train { epochs = 3, workers = 4 }", "conf/mine.conf");
    Settings settings = Settings.of(file, Map.of("train.workers", 6));

    assertThat(settings.integer("train.epochs")).isEqualTo(3);
    assertThat(settings.integer("train.workers")).isEqualTo(6);
    assertThat(settings.longInteger("seed")).isEqualTo(42);
    assertThat(settings.number("data.validation-fraction")).isEqualTo(0.1);
    assertThat(settings.text("model.architecture")).isEqualTo("lenet");
    assertThat(settings.flag("augment.enabled")).isTrue();
  }

  @Test
  void namesTheNearestKeyForAnUnknownOne() {
    assertThatThrownBy(() -> file("\ntrain.averaging-frequncy = 3"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Unknown setting 'train.averaging-frequncy' in conf/mine.conf:2; did you mean"
                + " 'train.averaging-frequency'?");
  }

  @Test
  void pointsToTheReferenceForAKeyUnlikeAll() {
    assertThatThrownBy(() -> Settings.of(Map.of("colour", "red")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Unknown setting 'colour' on the command line; conf/reference.conf has them all");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train.epochs = many | train.epochs must be a whole number, but was many",
        "train.epochs = 1.5 | train.epochs must be a whole number, but was 1.5",
        "train.epochs = [1] | train.epochs must be a whole number, but was [1]",
        "train.epochs = null | train.epochs must be a whole number, but was null",
        "train.learning-rate = fast | train.learning-rate must be a number, but was fast",
        "augment.enabled = 7 | augment.enabled must be true or false, but was 7",
        "model.architecture = [a] | model.architecture must be a text, but was [a]",
      })
  void namesKeyAndValueAndPlaceForAWrongType(String text, String message) {
    assertThatThrownBy(() -> file(text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message + " in conf/mine.conf:1");
  }

  @Test
  void refusesAWholeNumberThatIsTooLarge() {
    Settings settings = file("train.epochs = 3000000000");

    assertThatThrownBy(() -> settings.integer("train.epochs"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "train.epochs must be a whole number below 2^31, but was 3000000000 in"
                + " conf/mine.conf:1");
  }

  @Test
  void addsToAFailureWhereItsSettingComesFrom() {
    SettingsFile file = new SettingsFile("train.epochs = 0\ntrain.workers = 0", "conf/mine.conf");
    Settings settings = Settings.of(file, Map.of("train.workers", 0));

    assertThat(settings.withPlace(below1("train.epochs")))
        .hasMessage("train.epochs must be 1 or more, but was 0 in conf/mine.conf:1");
    assertThat(settings.withPlace(below1("train.workers")))
        .hasMessage("train.workers must be 1 or more, but was 0 on the command line");
    assertThat(settings.withPlace(below1("train.patience")).getMessage())
        .matches("train.patience must be 1 or more, but was 0 in conf/reference.conf:\\d+");
    InvalidInputException placed = below1("train.epochs").at(" in conf/mine.conf:1");
    for (InvalidInputException other :
        List.of(placed, new InvalidInputException("no", "setting"))) {
      assertThat(settings.withPlace(other)).isSameAs(other);
    }
  }

  private static InvalidInputException below1(String key) {
    return InvalidInputException.ofSetting(key, "1 or more", 0);
  }

  @Test
  void reportsAllProblemsAtOnce() {
    assertThatThrownBy(() -> file("sede = 1\ntrain.epochs = many\ntrain.patience.x = 2"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            """
            Unknown setting 'sede' in conf/mine.conf:1; did you mean 'seed'?
            train.epochs must be a whole number, but was many in conf/mine.conf:2
            Unknown setting 'train.patience.x' in conf/mine.conf:3; did you mean 'train.patience'?""");
  }

  /** Of a file that isn't there, the library would say nothing. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"other.conf\"",
        "file(\"other.conf\")",
        "classpath(\"other.conf\")",
        "url(\"file:other.conf\")",
        "required(\"other.conf\")"
      })
  void refusesToInclude(String what) {
    assertThatThrownBy(() -> file("include " + what + "\nseed = 3\n"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageMatching(
            "Cannot read settings file conf/mine.conf: it includes (file:)?other.conf, but settings"
                + " can't be included from elsewhere; correct it there");
  }

  @Test
  void namesFileAndLineOfASyntaxError() {
    assertThatThrownBy(() -> file("train {\n epochs = 3\n"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Cannot read settings file conf/mine.conf: conf/mine.conf: 3: ");
  }

  @Test
  void refusesASettingWhereAGroupIsMeant() {
    assertThatThrownBy(() -> file("train = 3"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Unknown setting 'train' in conf/mine.conf:1; ");
  }

  @Test
  void takesAnyNumberWhereTheDefaultHasADecimalPoint() {
    assertThat(file("train.warm-up-fraction = 0.9").number("train.warm-up-fraction"))
        .isEqualTo(0.9);
    assertThat(file("augment.rotation-degrees = 15").number("augment.rotation-degrees"))
        .isEqualTo(15);
  }

  @Test
  void listsEffectiveValuesSortedByKey() {
    Map<String, String> effective = Settings.of(Map.of("train.epochs", 2)).effective();

    assertThat(effective).containsEntry("train.epochs", "2").containsEntry("seed", "42");
    assertThat(List.copyOf(effective.keySet())).isSorted();
  }

  @Test
  void readingAKeyThatTheReferenceLacksIsABug() {
    assertThatThrownBy(() -> Settings.of(Map.of()).integer("train.speed"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("reference.conf doesn't have the setting 'train.speed'");
  }

  @Test
  void readsAFileByLocalPathOrHadoopPath(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("my settings.conf"), "seed = 7");

    for (String name : new String[] {file.toString(), "file://" + file}) {
      SettingsFile read = SettingsFile.read(name, new Configuration(false));
      assertThat(Settings.of(read, Map.of()).longInteger("seed")).isEqualTo(7);
    }
  }

  @Test
  void saysThatAFileIsMissing(@TempDir Path directory) {
    String missing = directory.resolve("none.conf").toString();

    assertThatThrownBy(() -> SettingsFile.read(missing, new Configuration(false)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot read settings file " + missing + ": there is no such file; check the path");
  }

  @Test
  void withOverridesACopy() {
    Settings settings = Settings.of(Map.of("train.workers", 6, "augment.enabled", true));

    Settings other = settings.with(Map.of("train.workers", 7, "augment.enabled", false));

    assertThat(other.integer("train.workers")).isEqualTo(7);
    assertThat(other.flag("augment.enabled")).isFalse();
    assertThat(settings.integer("train.workers")).isEqualTo(6);
    assertThat(settings.flag("augment.enabled")).isTrue();
    assertThatThrownBy(() -> settings.with(Map.of("colour", "red")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("colour");
  }

  @Test
  void remembersWhatWasRead() {
    Settings settings = Settings.of(Map.of());

    settings.number("data.validation-fraction");
    settings.flag("augment.enabled");

    assertThat(settings.read()).containsExactly("augment.enabled", "data.validation-fraction");
  }

  @Test
  void tellsWhatTheUserHasSetEvenToTheDefault() {
    SettingsFile file = new SettingsFile("train.epochs = 10", "mine.conf");
    Settings settings = Settings.of(file, Map.of("seed", 42));

    assertThat(settings.isGiven("train.epochs")).isTrue();
    assertThat(settings.isGiven("seed")).isTrue();
    assertThat(settings.isGiven("train.patience")).isFalse();
  }
}
