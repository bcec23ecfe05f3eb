package mnist.jobs.app;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mnist.store.ModelStore;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.conf.Configuration;

/** Makes stores without training. */
public final class StoredModels {

  private StoredModels() {}

  /**
   * A store of versions that are the same but for their names; the first is the champion.
   *
   * @param directory new
   * @param version directory of a version called v0001
   */
  public static ModelStore of(Path directory, Path version, int count) throws IOException {
    for (int i = 1; i <= count; i++) {
      String name = "v000" + i;
      File copy = directory.resolve("versions").resolve(name).toFile();
      FileUtils.copyDirectory(version.toFile(), copy);
      Path manifest = copy.toPath().resolve("manifest.json");
      Files.writeString(
          manifest, Files.readString(manifest).replace("\"v0001\"", '"' + name + '"'));
    }
    ModelStore store =
        ModelStore.at(new org.apache.hadoop.fs.Path(directory.toUri()), new Configuration());
    store.promoteIfFirst(store.version("v0001"));
    return store;
  }
}
