package mnist.jobs.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import mnist.config.Settings;
import org.junit.jupiter.api.Test;

class BannerTest {

  @Test
  void showsTheSettingsThatTheJobUsesAndWhichAreChanged() {
    Settings settings = Settings.of(Map.of("score.calibrated", true, "train.epochs", 3));

    assertThat(Banner.lines(settings, Set.of("score", "runtime.kernels")))
        .containsExactly(
            "  runtime.kernels = auto",
            "  score.batch-size = 16",
            "  score.calibrated = true (default false)",
            "  score.drift.action = off",
            "  score.drift.max-psi = 0.25",
            "  score.drift.min-images = 30",
            "  score.images-per-file = 100000",
            "  score.max-error-rate = 1.0",
            "  score.max-failed-files = 0",
            "  score.max-false-refusals = 0.0",
            "  score.max-reject-fraction = 1.0",
            "  score.review-images = 0");
  }
}
