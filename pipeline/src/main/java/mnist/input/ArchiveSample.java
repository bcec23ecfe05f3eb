package mnist.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;

/** The entries of an archive that belong together: images and what is said of them. */
final class ArchiveSample {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String key;
  private final List<Image> images = new ArrayList<>();
  private String label;
  private long bytes;

  private record Image(String entry, FileReads.Content content) {}

  ArchiveSample(String key) {
    this.key = key;
  }

  /** What names of one sample have in common: all before the first dot of the last part. */
  static String key(String entry) {
    int dot = entry.indexOf('.', entry.lastIndexOf('/') + 1);
    return dot < 0 ? entry : entry.substring(0, dot);
  }

  String key() {
    return key;
  }

  /** Of all contents. */
  long bytes() {
    return bytes;
  }

  void add(String entry, FileReads.Content content) {
    bytes += content.bytes() == null ? 0 : content.bytes().length;
    String extension = entry.substring(key.length()).toLowerCase(Locale.ROOT);
    switch (extension) {
      case ".cls" -> label = text(content);
      case ".json" -> label = labelOf(content);
      case ".txt", ".csv", ".md" -> {
        // Says something of the image, but not its class.
      }
      default -> images.add(new Image(entry, content));
    }
  }

  /** A row for each page of each image. */
  List<Row> rows(Path archive, String name) {
    return images.stream()
        .flatMap(
            image -> {
              String inside = ArchiveReader.IN + image.entry();
              String split = DirectoryNames.split(name);
              return ImageFilesInput.rows(
                  archive + inside,
                  name + inside,
                  label == null ? DirectoryNames.label(image.entry()) : label,
                  split == null ? DirectoryNames.split(image.entry()) : split,
                  image.content());
            })
        .toList();
  }

  private static String text(FileReads.Content content) {
    return content.bytes() == null
        ? null
        : new String(content.bytes(), StandardCharsets.UTF_8).strip();
  }

  private static String labelOf(FileReads.Content content) {
    if (content.bytes() == null) {
      return null;
    }
    try {
      JsonNode root = JSON.readTree(content.bytes());
      JsonNode found = root.hasNonNull("label") ? root.get("label") : root.get("cls");
      return found == null || found.isContainerNode() ? null : found.asText();
    } catch (IOException e) {
      // Then nothing is said of the class.
      return null;
    }
  }
}
