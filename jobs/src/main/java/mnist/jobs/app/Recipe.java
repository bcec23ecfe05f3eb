package mnist.jobs.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import mnist.config.Settings;
import mnist.config.SettingsFile;
import mnist.store.StoredVersion;

/**
 * Settings to train by, of which the jar has a copy.
 *
 * @param file under the project
 * @param settings that it sets, by key, as text
 */
public record Recipe(String file, Map<String, String> settings) {

  /** For who has no model: about a minute. */
  static final Recipe FAST = of("fast.conf");

  /** For anybody's digits, which is recommended. */
  public static final Recipe ROBUST = of("robust.conf");

  private static Recipe of(String name) {
    String file = "conf/" + name;
    try (InputStream in = Settings.class.getResourceAsStream(name)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Settings all = Settings.of(new SettingsFile(text, file), Map.of());
      Map<String, String> given = new HashMap<>(all.effective());
      given.keySet().removeIf(key -> !all.isGiven(key));
      return new Recipe(file, given);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a version was trained by these settings; those that aren't here may have been any. */
  public boolean trained(StoredVersion version) {
    return version.manifest().training().settings().entrySet().containsAll(settings.entrySet());
  }
}
