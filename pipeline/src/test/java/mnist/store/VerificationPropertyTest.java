package mnist.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.commons.io.FileUtils;

/** Whatever is changed in a store whose latest hash was kept is found. */
class VerificationPropertyTest {

  private static final int DECISIONS = 5;

  private static Path directory;
  private static ModelStore store;
  private static String kept;

  @BeforeContainer
  static void fill() throws IOException {
    directory = Files.createTempDirectory("verified");
    store = SmallStore.of(directory, 3);
    SmallStore.decide(store, DecisionKind.KEPT, "v0002", Map.of("images", 100, "loss", 0.25));
    SmallStore.decide(store, DecisionKind.DELIVERED, "d0001", Map.of());
    SmallStore.decide(store, DecisionKind.PROMOTED, "v0003", Map.of("images", 100));
    SmallStore.decide(store, DecisionKind.ROLLED_BACK, "v0001", Map.of());
    kept = store.hash(store.latestDecision().orElseThrow());
    assertThat(store.verify(Optional.of(kept))).isEmpty();
    assertThat(store.verify(Optional.empty())).isEmpty();
  }

  @AfterContainer
  static void delete() throws IOException {
    FileUtils.deleteDirectory(directory.toFile());
  }

  private static Path decision(int number) {
    return directory.resolve("decisions/0000000%d.json".formatted(number));
  }

  private static void assertFound(Path file, byte[] changed, boolean withoutHash)
      throws IOException {
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, changed);
    try {
      assertThat(store.verify(Optional.of(kept))).isNotEmpty();
      if (withoutHash) {
        assertThat(store.verify(Optional.empty())).isNotEmpty();
      }
    } finally {
      Files.write(file, whole);
    }
  }

  @Property(tries = 200)
  void aByteOfADecisionThatHasChanged(
      @ForAll @IntRange(min = 1, max = DECISIONS) int number,
      @ForAll @IntRange(max = 1 << 20) int at,
      @ForAll @IntRange(min = 1, max = 255) int change)
      throws IOException {
    byte[] content = Files.readAllBytes(decision(number));
    content[at % content.length] ^= (byte) change;

    // The latest one's hash is in no other file.
    assertFound(decision(number), content, number < DECISIONS);
  }

  @Property(tries = 50)
  void aByteOfAVersionThatHasChanged(
      @ForAll @IntRange(min = 1, max = 3) int version,
      @ForAll @IntRange(max = 3) int which,
      @ForAll @IntRange(max = 1 << 20) int at)
      throws IOException {
    List<String> names = List.of("manifest.json", "network.zip", "model.onnx", "metrics.jsonl");
    Path file = directory.resolve("versions/v000" + version).resolve(names.get(which));
    byte[] content = Files.readAllBytes(file);
    content[at % content.length] ^= 1;

    assertFound(file, content, true);
  }

  @Property(tries = 5)
  void aDecisionThatIsGone(@ForAll @IntRange(min = 1, max = DECISIONS) int number)
      throws IOException {
    byte[] whole = Files.readAllBytes(decision(number));
    Files.delete(decision(number));
    try {
      assertThat(store.verify(Optional.of(kept))).isNotEmpty();
    } finally {
      Files.write(decision(number), whole);
    }
  }
}
