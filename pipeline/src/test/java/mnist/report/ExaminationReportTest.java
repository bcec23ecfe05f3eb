package mnist.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mnist.examination.Accepted;
import mnist.examination.Check;
import mnist.examination.ExaminationSettings;
import mnist.examination.Finding;
import mnist.examination.Findings;
import mnist.examination.Policy;
import mnist.input.FileStamp;
import mnist.report.ExaminationReport.Examined;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExaminationReportTest {
  private static final Configuration CONF = new Configuration();
  private static final FileStamp FILE = new FileStamp("file:/new/images.gz", 70, 5);

  @TempDir Path directory;

  /** As if another process had taken a delivery meanwhile, so that it is examined again. */
  @Test
  void aDeliveryThatIsExaminedAgainHasOneReport() {
    String name = ExaminationReport.newName();
    write(name, 7);
    org.apache.hadoop.fs.Path page = write(name, 8);

    assertThat(directory.toFile().list()).containsExactlyInAnyOrder(name + ".json", name + ".html");
    assertThat(Path.of(page.toUri().getPath()))
        .content()
        .contains("<h1>Examination of &lt;new&gt;: refused</h1>", "8 images, 1 finding");
    ExaminedDelivery read =
        ExaminedDelivery.read(
            new org.apache.hadoop.fs.Path(directory + "/" + name + ".json"), CONF);
    assertThat(read)
        .extracting(
            ExaminedDelivery::delivery,
            ExaminedDelivery::refused,
            ExaminedDelivery::images,
            ExaminedDelivery::findings,
            ExaminedDelivery::refusing,
            ExaminedDelivery::files,
            ExaminedDelivery::page)
        .containsExactly(
            "<new>",
            true,
            8L,
            List.of(Check.NOISE.label()),
            List.of(Check.NOISE.label()),
            List.of(FILE),
            page.getName());
  }

  private org.apache.hadoop.fs.Path write(String name, long images) {
    Finding noise =
        new Finding(Check.NOISE, true, "it is noise", "give digits", new TreeMap<>(), List.of());
    return ExaminationReport.write(
        new Examined(
            "<new>",
            List.of(FILE),
            new Findings(images, List.of(noise), new TreeMap<>()),
            Accepted.NONE,
            settings()),
        name,
        null,
        new org.apache.hadoop.fs.Path(directory.toString()),
        CONF);
  }

  private static ExaminationSettings settings() {
    Map<Check, Policy> policies = new EnumMap<>(Check.class);
    for (Check check : Check.values()) {
      policies.put(check, Policy.REFUSE);
    }
    return new ExaminationSettings(
        policies, 50, 0.1, 0.9, 0.9, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 100, 100);
  }
}
