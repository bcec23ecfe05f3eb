package mnist.jobs.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltCodeTest {
  @TempDir Path directory;

  @Test
  void tellsOneChangedClassWhateverTheCommit() throws IOException {
    Path tree = tree("tree", "a");
    Path same = tree("same", "a");
    Path changed = tree("changed", "b");

    assertThat(BuiltCode.sha256(List.of(tree)))
        .isEqualTo(BuiltCode.sha256(List.of(same)))
        .isNotEqualTo(BuiltCode.sha256(List.of(changed)));
  }

  @Test
  void isTheSameInAJarInDirectoriesAndBesideOthersClasses() throws IOException {
    Path tree = tree("tree", "a");
    Path more = Files.createDirectories(directory.resolve("more"));
    Files.createDirectories(more.resolve("mnist/jobs"));
    Files.writeString(more.resolve("mnist/jobs/Main.class"), "main");
    Path jar = directory.resolve("all of it.jar");
    try (FileSystem zip = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
      for (String name : List.of("mnist/train/Trainer.class", "mnist/build.properties")) {
        Files.createDirectories(zip.getPath(name).getParent());
        Files.copy(tree.resolve(name), zip.getPath(name));
      }
      Files.createDirectories(zip.getPath("mnist/jobs"));
      Files.writeString(zip.getPath("mnist/jobs/Main.class"), "main");
      Files.createDirectories(zip.getPath("org/other"));
      Files.writeString(zip.getPath("org/other/Library.class"), "library");
    }

    assertThat(BuiltCode.sha256(List.of(jar))).isEqualTo(BuiltCode.sha256(List.of(tree, more)));
  }

  @Test
  void doesNotDependOnWhatTheBuildWrites() throws IOException {
    Path tree = tree("tree", "a");
    String before = BuiltCode.sha256(List.of(tree));
    Files.writeString(tree.resolve("mnist/build.properties"), "git.commit=another");

    assertThat(BuiltCode.sha256(List.of(tree))).isEqualTo(before);
  }

  @Test
  void isThatOfTheClassesThatRun() {
    assertThat(BuiltCode.sha256()).hasSize(64).isNotEqualTo(BuiltCode.sha256(List.of()));
  }

  private Path tree(String name, String trainer) throws IOException {
    Path tree = directory.resolve(name);
    Files.createDirectories(tree.resolve("mnist/train"));
    Files.writeString(tree.resolve("mnist/train/Trainer.class"), trainer);
    Files.writeString(tree.resolve("mnist/build.properties"), "git.commit=f00d-dirty");
    return tree;
  }
}
