package mnist.records;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import mnist.input.InputFile;
import mnist.records.DataFingerprint.SplitCounts;

/**
 * Images whose label is known to be wrong.
 *
 * @param wrong by id of the image
 */
public record LabelErrors(Map<Long, WrongLabel> wrong) {

  /** SHA-256 of MNIST's file of test labels, unpacked. */
  private static final String MNIST_LABELS =
      "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2";

  /** In the name of files that may stand behind the labels. */
  private static final String GROUPS = "groups";

  private static final int MNIST_IMAGES = 10_000;

  /** Says of each where it comes from. */
  private static final String MNIST_ERRORS = "mnist-label-errors.csv";

  public LabelErrors {
    wrong = Map.copyOf(wrong);
  }

  /**
   * A wrong label.
   *
   * @param given the label
   * @param guess the label that was proposed instead
   */
  public record WrongLabel(int given, int guess) {}

  /**
   * The label errors of a data set: those of MNIST if its last images are MNIST's test images, as
   * the file of their labels tells, which then have the last ids; otherwise none are known.
   */
  public static Optional<LabelErrors> of(DataFingerprint data) {
    List<InputFile> labels =
        data.files().stream().filter(file -> !file.name().contains(GROUPS)).toList();
    if (labels.isEmpty() || !labels.get(labels.size() - 1).sha256().equals(MNIST_LABELS)) {
      return Optional.empty();
    }
    long images =
        data.quarantined() + data.splits().values().stream().mapToLong(SplitCounts::records).sum();
    return Optional.of(ofMnist(images - MNIST_IMAGES));
  }

  private static LabelErrors ofMnist(long firstId) {
    try (InputStream in = LabelErrors.class.getResourceAsStream(MNIST_ERRORS)) {
      return new LabelErrors(
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .skip(1)
              .map(line -> line.split(","))
              .collect(
                  Collectors.toMap(
                      cells -> firstId + Long.parseLong(cells[0]),
                      cells ->
                          new WrongLabel(Integer.parseInt(cells[1]), Integer.parseInt(cells[2])))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
