package mnist.jobs.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import mnist.store.Provenance;
import org.junit.jupiter.api.Test;

class RunIdentityTest {

  @Test
  void releaseIsKnownByItsVersion() {
    assertThat(RunIdentity.software(made("1.2.0", "f00d"))).isEqualTo("1.2.0");
  }

  @Test
  void commitTellsSnapshotsApart() {
    assertThat(RunIdentity.software(made("1.2.0-SNAPSHOT", "f00d")))
        .isEqualTo("1.2.0-SNAPSHOT of f00d");
    assertThat(RunIdentity.software(made("1.2.0-SNAPSHOT", "f00d-dirty")))
        .isEqualTo("1.2.0-SNAPSHOT of f00d-dirty");
  }

  private static Provenance made(String version, String commit) {
    return new Provenance(
        Map.of("mnist-spark", version), "Linux", "amd64", "a processor", commit, "a host");
  }
}
