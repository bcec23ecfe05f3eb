package mnist.jobs;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * For tests, by {@link ExtendWith}: jobs of their process run on {@code local[2]}, without a page.
 */
final class LocalMaster implements BeforeEachCallback, AfterEachCallback {

  @Override
  public void beforeEach(ExtensionContext context) {
    System.setProperty("spark.master", "local[2]");
    System.setProperty("spark.ui.enabled", "false");
  }

  @Override
  public void afterEach(ExtensionContext context) {
    System.clearProperty("spark.master");
    System.clearProperty("spark.ui.enabled");
  }
}
