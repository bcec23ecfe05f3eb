package mnist.jobs.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Notebooks as committed; {@code notebooks/run} is what runs them. */
class NotebooksTest {

  private static final Path NOTEBOOKS = Path.of("..", "notebooks");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LARGEST_BYTES = 1_000_000;

  /** Two or more names from the root on; not the middle of "a/b/c" or of a web address. */
  private static final String ABSOLUTE_PATH =
      "(?<![\\w./*<:-])/\\w[\\w.-]*/[\\w.-]+|file:/|[A-Z]:\\\\";

  static List<Path> notebooks() throws IOException {
    try (Stream<Path> files = Files.list(NOTEBOOKS)) {
      return files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList();
    }
  }

  @Test
  void thereIsANotebook() throws IOException {
    assertThat(notebooks()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void usesTheKernelThatTheScriptSetsUp(Path notebook) throws IOException {
    String kernel = JSON.readTree(notebook.toFile()).at("/metadata/kernelspec/name").asText();

    assertThat(Files.readString(NOTEBOOKS.resolve("run"))).contains("KERNEL_NAME=" + kernel + "\n");
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void everyCellWasRunInOrderOnce(Path notebook) throws IOException {
    List<JsonNode> cells = codeCells(notebook);

    assertThat(cells).isNotEmpty();
    assertThat(cells)
        .extracting(cell -> cell.get("execution_count").asInt())
        .isEqualTo(Stream.iterate(1, n -> n + 1).limit(cells.size()).toList());
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void noCellFailedOrWarned(Path notebook) throws IOException {
    assertThat(outputs(notebook))
        .noneMatch(output -> output.get("output_type").asText().equals("error"))
        .noneMatch(output -> output.path("name").asText().equals("stderr"));
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void noPathOfAMachineIsShown(Path notebook) throws IOException {
    List<String> texts = new ArrayList<>();
    for (JsonNode cell : cells(notebook)) {
      texts.add(text(cell.get("source")));
    }
    for (JsonNode output : outputs(notebook)) {
      texts.add(text(output.path("text")));
      output
          .path("data")
          .fields()
          .forEachRemaining(
              data -> texts.add(data.getKey().startsWith("image/") ? "" : text(data.getValue())));
    }

    assertThat(texts).allSatisfy(text -> assertThat(text).doesNotContainPattern(ABSOLUTE_PATH));
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void picturesAreWholeAndTheFileIsSmall(Path notebook) throws IOException {
    List<JsonNode> pictures =
        outputs(notebook).stream()
            .map(output -> output.at("/data/image~1png"))
            .filter(picture -> !picture.isMissingNode())
            .toList();

    assertThat(pictures).isNotEmpty();
    for (JsonNode picture : pictures) {
      byte[] png = Base64.getMimeDecoder().decode(text(picture));
      assertThat(ImageIO.read(new ByteArrayInputStream(png))).isNotNull();
      // The last chunk, without which stricter readers than ImageIO refuse the file.
      assertThat(new String(png, png.length - 8, 4, StandardCharsets.US_ASCII)).isEqualTo("IEND");
    }
    assertThat(Files.size(notebook)).isLessThan(LARGEST_BYTES);
  }

  private static List<JsonNode> cells(Path notebook) throws IOException {
    return list(JSON.readTree(notebook.toFile()).get("cells"));
  }

  private static List<JsonNode> codeCells(Path notebook) throws IOException {
    return cells(notebook).stream()
        .filter(cell -> cell.get("cell_type").asText().equals("code"))
        .toList();
  }

  private static List<JsonNode> outputs(Path notebook) throws IOException {
    return codeCells(notebook).stream()
        .flatMap(cell -> list(cell.get("outputs")).stream())
        .toList();
  }

  /** Text of a notebook: a string, or a list of its lines. */
  private static String text(JsonNode node) {
    return node.isArray()
        ? list(node).stream().map(JsonNode::asText).collect(Collectors.joining())
        : node.asText();
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
