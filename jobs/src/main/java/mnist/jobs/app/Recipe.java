package mnist.jobs.app;

import java.util.HashMap;
import java.util.Map;
import mnist.config.Settings;
import mnist.config.SettingsFile;
import mnist.files.ResourceText;
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
    SettingsFile text = new SettingsFile(ResourceText.of(Settings.class, name), file);
    Settings all = Settings.of(text, Map.of());
    Map<String, String> given = new HashMap<>(all.effective());
    given.keySet().removeIf(key -> !all.isGiven(key));
    return new Recipe(file, given);
  }

  /** Whether a version was trained by these settings; those that aren't here may have been any. */
  public boolean trained(StoredVersion version) {
    return version.manifest().training().settings().entrySet().containsAll(settings.entrySet());
  }
}
