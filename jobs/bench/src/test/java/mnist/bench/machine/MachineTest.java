package mnist.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineTest {

  @Test
  void namesTheVersionsOfThePeers() {
    assertThat(Machine.versions())
        .containsKeys("commit", "djl")
        .allSatisfy((name, version) -> assertThat(version).doesNotContain("${"));
  }
}
