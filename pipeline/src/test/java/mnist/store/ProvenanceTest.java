package mnist.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProvenanceTest {
  @Test
  void knowsWhatThisIsMadeBy() {
    Provenance provenance = Provenance.current();

    assertThat(provenance.versions())
        .containsOnlyKeys(
            "mnist-spark", "spark", "hadoop", "dl4j", "nd4j", "onednn", "onnxruntime", "java")
        .containsEntry("spark", "3.5.6")
        .containsEntry("dl4j", "1.0.0-M2")
        .containsEntry("nd4j", "1.0.0-M2")
        .doesNotContainValue("unknown");
    assertThat(provenance.versions().get("java")).startsWith("17.");
    assertThat(provenance.os()).startsWith(System.getProperty("os.name"));
    assertThat(provenance.gitCommit()).matches("[0-9a-f]{40}(-dirty)?|unknown");
    assertThat(provenance.processor()).isNotBlank();
    assertThat(provenance.host()).isNotBlank();
  }
}
