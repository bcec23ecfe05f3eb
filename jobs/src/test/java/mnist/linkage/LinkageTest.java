package mnist.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A class that was compiled against one release of a library and is linked with another. */
class LinkageTest {
  private static final Map<String, String> RELEASE_1 =
      Map.of(
          "Base",
          """
          public class Base {
            public int size;
            public static int count() { return 0; }
            public void gone() {}
            public void overridden() {}
            public void hidden() {}
          }
          """,
          "Action",
          "public interface Action { void run(); }",
          "Kind",
          "public class Kind { public void act() {} }",
          "Gone",
          "public class Gone {}");
  private static final Map<String, String> RELEASE_2 =
      Map.of(
          "Base",
          """
          public class Base {
            public static int size;
            public int count() { return 0; }
            public final void overridden() {}
            void hidden() {}
          }
          """,
          "Action",
          "public interface Action { void run(); void undo(); }",
          "Kind",
          "public interface Kind { void act(); }");
  private static final String USER =
      """
      public class User extends library.Base implements library.Action {
        public void run() {
          library.Base base = new library.Base();
          base.size = count();
          base.gone();
          base.hidden();
          new library.Kind().act();
          library.Action other = () -> {};
        }
        public void overridden() {}
        Object cast(Object given) { return (library.Gone) given; }
      }
      """;

  @TempDir Path directory;
  private Path release1;
  private Path user;

  @BeforeEach
  void compile() throws IOException {
    release1 = compile("library", RELEASE_1, "release-1", directory);
    user = compile("user", Map.of("User", USER), "user", release1);
  }

  private Path compile(String name, Map<String, String> classes, String jar, Path library)
      throws IOException {
    Path sources = Files.createDirectories(directory.resolve(jar).resolve(name));
    List<String> files = new ArrayList<>();
    for (Map.Entry<String, String> source : classes.entrySet()) {
      Path file = sources.resolve(source.getKey() + ".java");
      files.add(Files.writeString(file, "package " + name + ";\n" + source.getValue()).toString());
    }
    Path output = directory.resolve(jar + "-classes");
    List<String> options = new ArrayList<>(List.of("-cp", library.toString(), "-d", "" + output));
    options.addAll(files);
    run("javac", options.toArray(String[]::new));
    Path packed = directory.resolve(jar + ".jar");
    run("jar", "--create", "--file", packed.toString(), "-C", output.toString(), ".");
    return packed;
  }

  private static void run(String tool, String... arguments) {
    int code = ToolProvider.findFirst(tool).orElseThrow().run(System.out, System.err, arguments);
    assertThat(code).isZero();
  }

  private List<String> faults(Path library) throws IOException {
    try (ClassFiles classes = new ClassFiles(List.of(user, library))) {
      return Linkage.faults(classes, classes.ofFirstJar("user/"), name -> false);
    }
  }

  @Test
  void findsNothingWithTheReleaseThatItWasCompiledWith() throws IOException {
    assertThat(faults(release1)).isEmpty();
  }

  @Test
  void namesWhatAnotherReleaseHasNotOrHasOtherwise() throws IOException {
    assertThat(faults(compile("library", RELEASE_2, "release-2", directory)))
        .containsExactlyInAnyOrder(
            "library.Action.undo()V is left open -> user.User",
            "library.Base.gone()V is missing -> user.User",
            "library.Base.hidden()V isn't accessible -> user.User",
            "library.Base.overridden()V is final -> user.User",
            "library.Base.size is static -> user.User",
            "library.Gone is missing -> user.User",
            "library.Kind can't be instantiated -> user.User",
            "library.Kind is an interface -> user.User",
            "library.Kind.<init>()V is missing -> user.User",
            "user.User.count()I isn't static -> user.User");
  }
}
