package mnist.drift;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import mnist.InvalidInputException;
import mnist.files.JsonFiles;
import mnist.profile.Profile;
import mnist.store.StoredVersion;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** The {@link Profile} of a version in a store. */
public final class VersionProfile {

  private VersionProfile() {}

  /**
   * That of a stored version; empty if it has none, since an earlier release trained it.
   *
   * @throws InvalidInputException if the version's manifest names the file, but it is missing,
   *     another one or malformed
   */
  public static Optional<Profile> of(StoredVersion version, Configuration conf) {
    if (!version.manifest().fileHashes().containsKey(Profile.FILE)) {
      return Optional.empty();
    }
    String json = new String(version.content(Profile.FILE, conf), StandardCharsets.UTF_8);
    try {
      return Optional.of(JsonFiles.fromText(json, Profile.class));
    } catch (InvalidInputException e) {
      throw new InvalidInputException(
          "Cannot read %s: %s".formatted(new Path(version.path(), Profile.FILE), e.problem()),
          "restore it or train the model again",
          e);
    }
  }
}
