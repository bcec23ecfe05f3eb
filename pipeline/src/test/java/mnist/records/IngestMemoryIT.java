package mnist.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import mnist.files.JsonFiles;
import mnist.idx.IdxHeader;
import mnist.idx.IdxWriter;
import mnist.input.IngestedInput;
import mnist.input.Split;
import mnist.testing.Deadline;
import mnist.testing.OwnJvm;
import mnist.testing.SyntheticDigits;
import mnist.testing.SyntheticDigits.Digit;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that the process has no room for. */
class IngestMemoryIT {

  private static final int TRAIN = 300_000;
  private static final int TEST = 60_000;

  @TempDir private Path directory;

  @Test
  void pixelsAreMoreThanTheHeap() throws Exception {
    Path input = Files.createDirectory(directory.resolve("input"));
    write(input, "train", TRAIN, 0);
    write(input, "t10k", TEST, TRAIN);
    Path output = directory.resolve("output");

    // Of 269 MiB of pixels.
    ProcessBuilder program =
        OwnJvm.of(List.of("-Xmx256m"), IngestingJvm.class, input.toString(), output.toString());
    Path log = directory.resolve("log");
    program.redirectErrorStream(true).redirectOutput(log.toFile());
    Process process = Deadline.start(program, Deadline.OF_A_PROGRAM);

    assertThat(process.waitFor()).as(() -> tail(log)).isZero();
    DataFingerprint data =
        JsonFiles.read(
            new org.apache.hadoop.fs.Path(output.resolve(IngestedInput.FINGERPRINT).toUri()),
            DataFingerprint.class,
            new Configuration());
    assertThat(data.counts(Split.TEST).records()).isEqualTo(TEST);
    assertThat(data.counts(Split.TRAIN).records() + data.counts(Split.VALIDATION).records())
        .isEqualTo(TRAIN);
    // 270,000, 30,000 and 60,000 images of 42,799 a file.
    assertThat(files(output, Split.TRAIN)).isEqualTo(7);
    assertThat(files(output, Split.VALIDATION)).isEqualTo(1);
    assertThat(files(output, Split.TEST)).isEqualTo(2);
  }

  /** Digits that differ in their first pixels, which say their numbers. */
  private static void write(Path input, String name, int images, int first) throws IOException {
    List<Digit> digits = SyntheticDigits.draw(100, 1);
    IdxHeader header = IdxHeader.ofBytes(images, SyntheticDigits.SIDE, SyntheticDigits.SIDE);
    try (IdxWriter writer = IdxWriter.create(input.resolve(name + "-images-idx3-ubyte"), header);
        IdxWriter labels =
            IdxWriter.create(
                input.resolve(name + "-labels-idx1-ubyte"), IdxHeader.ofBytes(images))) {
      for (int i = 0; i < images; i++) {
        Digit digit = digits.get(i % digits.size());
        ByteBuffer.wrap(digit.image()).putInt(first + i);
        writer.write(digit.image());
        labels.write(new byte[] {(byte) digit.label()});
      }
    }
  }

  private static long files(Path output, Split split) throws IOException {
    try (Stream<Path> files = Files.list(output.resolve("records/split=" + split.value()))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).count();
    }
  }

  private static String tail(Path log) {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
