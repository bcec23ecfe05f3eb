package mnist.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The part of the bill of materials that is written by hand. */
class ShadedLibrariesTest {
  private static final Path BILL = Path.of("src/main/sbom/nd4j-shaded.cdx.json");

  /** Each library leaves a file in the jar that holds it, saying what it is. */
  @Test
  void allThatNd4jHoldsOfOthersIsListed() throws IOException {
    TreeSet<String> held = new TreeSet<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (entry.contains("nd4j") && entry.endsWith(".jar")) {
        held.addAll(librariesOfOthers(entry));
      }
    }

    assertThat(held).isNotEmpty();
    assertThat(listed()).containsExactlyInAnyOrderElementsOf(held);
  }

  private static List<String> librariesOfOthers(String jar) throws IOException {
    List<String> libraries = new ArrayList<>();
    try (ZipFile zip = new ZipFile(jar)) {
      for (ZipEntry entry : zip.stream().toList()) {
        if (entry.getName().endsWith("/pom.properties")) {
          Properties library = new Properties();
          try (InputStream in = zip.getInputStream(entry)) {
            library.load(in);
          }
          if (!library.getProperty("groupId").equals("org.nd4j")) {
            libraries.add(
                purl(Stream.of("groupId", "artifactId", "version").map(library::getProperty)));
          }
        }
      }
    }
    return libraries;
  }

  private static TreeSet<String> listed() throws IOException {
    TreeSet<String> listed = new TreeSet<>();
    for (JsonNode library : new ObjectMapper().readTree(BILL.toFile()).path("components")) {
      String purl =
          purl(Stream.of("group", "name", "version").map(field -> library.path(field).asText()));
      assertThat(library.path("purl").asText()).isEqualTo(purl);
      listed.add(purl);
    }
    return listed;
  }

  private static String purl(Stream<String> coordinates) {
    List<String> parts = coordinates.toList();
    return "pkg:maven/%s/%s@%s?type=jar".formatted(parts.toArray());
  }
}
