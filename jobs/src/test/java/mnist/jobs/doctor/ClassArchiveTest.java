package mnist.jobs.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassArchiveTest {
  private static final List<String> OPTIONS =
      List.of("-Xmx3g", "-XX:SharedArchiveFile=/a b/1.jsa", "-XX:+UseParallelGC");

  @Test
  void isMappedOrDoesNotFit() {
    List<String> maps =
        List.of(
            "7fde8ee8e000-7fde8f2b6000 rw-p 00000000 fe:00 403 /usr/lib/jvm/classes.jsa",
            "7fde8f3fe000-7fde8f57d000 r--p 00000000 fe:00 777                        /a b/1.jsa");

    assertThat(ClassArchive.check(OPTIONS, maps, 3L << 30))
        .contains(Finding.ok("class archive", "driver", "mapped"));
    List<String> others = maps.subList(0, 1);
    assertThat(ClassArchive.check(OPTIONS, others, 3L << 30))
        .hasValueSatisfying(
            finding -> {
              assertThat(finding.status()).isEqualTo(Status.WARNING);
              assertThat(finding.found()).startsWith("/a b/1.jsa doesn't fit");
            });
    assertThat(ClassArchive.check(OPTIONS, others, 32L << 30))
        .hasValueSatisfying(finding -> assertThat(finding.status()).isEqualTo(Status.OK));
  }

  @Test
  void nobodyMissesOneThatWasNotGiven() {
    assertThat(ClassArchive.check(List.of("-Xmx3g"), List.of(), 3L << 30)).isEmpty();
  }
}
