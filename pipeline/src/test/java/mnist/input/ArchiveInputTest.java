package mnist.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import mnist.testing.ImageFiles;
import mnist.testing.SparkExtension;
import mnist.testing.SyntheticDigits;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Archives of images, sound and damaged. */
@ExtendWith(SparkExtension.class)
class ArchiveInputTest {

  private static final byte[] PNG = ImageFiles.png(SyntheticDigits.draw(1, 1).get(0).image());

  @TempDir private Path directory;

  @Test
  void whatDiffersInItsExtensionIsOneSample(SparkSession spark) throws Exception {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("0001.png", PNG);
    entries.put("0001.cls", "3\n".getBytes(UTF_8));
    entries.put("0002.json", "{\"label\": 4, \"writer\": 7}".getBytes(UTF_8));
    entries.put("0002.txt", "four".getBytes(UTF_8));
    entries.put("0002.PNG", PNG);
    entries.put("0003.json", "{\"cls\": \"five\"}".getBytes(UTF_8));
    entries.put("0003.png", PNG);
    entries.put("6/0004.png", PNG);
    entries.put("7/deep/0005.png", PNG);
    entries.put("0006.json", "no JSON".getBytes(UTF_8));
    entries.put("0006.png", PNG);
    Inputs.tar(directory.resolve("a.tar"), entries);
    Inputs.zip(directory.resolve("a.zip"), entries);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      Inputs.tar(gzip, entries);
    }
    Files.write(directory.resolve("packed.tar.gz"), packed.toByteArray());
    Files.write(directory.resolve("packed.tgz"), packed.toByteArray());

    for (String archive : List.of("a.tar", "a.zip", "packed.tar.gz", "packed.tgz")) {
      assertThat(rows(spark, archive))
          .as(archive)
          .extracting(row -> row.get(0), row -> row.get(1), row -> row.get(3))
          .containsExactly(
              tuple(archive + "!/0001.png", "3", null),
              tuple(archive + "!/0002.PNG", "4", null),
              tuple(archive + "!/0003.png", "five", null),
              tuple(archive + "!/6/0004.png", "6", null),
              tuple(archive + "!/7/deep/0005.png", "deep", null),
              tuple(archive + "!/0006.png", null, null));
    }
  }

  @Test
  void splitsAreToldByTheArchiveOrInIt(SparkSession spark) throws Exception {
    Files.createDirectories(directory.resolve("val"));
    Inputs.zip(directory.resolve("val/a.zip"), Map.of("8/a.png", PNG));
    Inputs.zip(directory.resolve("b.zip"), Map.of("test/9/a.png", PNG));
    Inputs.zip(directory.resolve("c.zip"), Map.of("test/a.png", PNG));

    assertThat(rows(spark, ""))
        .extracting(row -> row.get(0), row -> row.get(1), row -> row.get(2))
        .containsExactly(
            tuple("b.zip!/test/9/a.png", "9", "test"),
            tuple("c.zip!/test/a.png", null, "test"),
            tuple("val/a.zip!/8/a.png", "8", "validation"));
  }

  @Test
  void whatIsBeforeDamageIsRead(SparkSession spark) throws Exception {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (String name : List.of("a.png", "b.png", "c.png")) {
      entries.put(name, PNG);
    }
    for (String extension : List.of("tar", "zip")) {
      Path whole = directory.resolve("whole." + extension);
      byte[] bytes =
          Files.readAllBytes(
              extension.equals("tar") ? Inputs.tar(whole, entries) : Inputs.zip(whole, entries));
      // In the third entry's bytes.
      int end = lastIndexOf(bytes, "IDAT".getBytes(UTF_8), extension.equals("tar"), bytes.length);
      Path cut = directory.resolve("cut." + extension);
      Files.write(cut, Arrays.copyOf(bytes, end));

      List<Row> rows = rows(spark, cut.getFileName().toString());

      assertThat(rows)
          .extracting(row -> row.getString(0))
          .containsExactly(
              cut.getFileName() + "!/a.png", cut.getFileName() + "!/b.png", "" + cut.getFileName());
      assertThat(rows.get(2).getString(3)).startsWith("the archive is damaged from here on: ");
    }
  }

  private static int lastIndexOf(byte[] bytes, byte[] what, boolean isPlain, int from) {
    if (!isPlain) {
      // Of the last entry's header, and some bytes behind it.
      return lastIndexOf(bytes, "c.png".getBytes(UTF_8), true, central(bytes)) + 40;
    }
    for (int i = from - what.length; i >= 0; i--) {
      if (Arrays.equals(bytes, i, i + what.length, what, 0, what.length)) {
        return i;
      }
    }
    throw new AssertionError("not there");
  }

  /** Where a zip's own list of its entries begins. */
  private static int central(byte[] zip) {
    for (int i = 0; i < zip.length; i++) {
      if (zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 1 && zip[i + 3] == 2) {
        return i;
      }
    }
    throw new AssertionError("no zip");
  }

  @Test
  void whatIsNoArchiveIsAFault(SparkSession spark) throws Exception {
    for (String extension : List.of("tar", "tar.gz", "zip")) {
      Map<String, byte[]> contents = new LinkedHashMap<>();
      contents.put("empty", new byte[0]);
      contents.put("html", "<!DOCTYPE html><html>404</html>".getBytes(UTF_8));
      contents.put("long html", "<!DOCTYPE html><html>404</html>".repeat(100).getBytes(UTF_8));
      contents.put("picture", PNG);
      for (Map.Entry<String, byte[]> each : contents.entrySet()) {
        String name = each.getKey() + "." + extension;
        Files.write(directory.resolve(name), each.getValue());

        assertThat(rows(spark, name))
            .as(name)
            .singleElement()
            .satisfies(row -> assertThat(row.getString(3)).startsWith("the archive "));
      }
    }
  }

  @Test
  void storedEntriesAreReadToo(SparkSession spark) throws Exception {
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(directory.resolve("stored.zip")))) {
      for (String name : List.of("1/a.png", "2/b.png")) {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(PNG.length);
        CRC32 crc = new CRC32();
        crc.update(PNG);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(PNG);
      }
    }

    assertThat(rows(spark, "stored.zip"))
        .extracting(row -> row.get(1), row -> row.get(4))
        .containsExactly(tuple("1", PNG), tuple("2", PNG));
  }

  /** In constant memory, and without writing or looking anywhere else. */
  @Test
  void entriesMayClaimWhatTheyLike(SparkSession spark) throws Exception {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    TarArchiveEntry link = new TarArchiveEntry("link.png", TarConstants.LF_SYMLINK);
    link.setLinkName("/etc/passwd");
    tar.write(header(link));
    for (String name : List.of("../../outside.png", "/etc/absolute.png", "./7/inside.png")) {
      TarArchiveEntry entry = new TarArchiveEntry(name, true);
      entry.setSize(PNG.length);
      tar.write(header(entry));
      tar.write(Arrays.copyOf(PNG, (PNG.length + 511) / 512 * 512));
    }
    TarArchiveEntry large = new TarArchiveEntry("large.png");
    large.setSize(5L << 30);
    tar.write(header(large));
    tar.write(PNG);
    Files.write(directory.resolve("a.tar"), tar.toByteArray());

    List<Row> rows = rows(spark, "a.tar");

    List<String> names = new ArrayList<>();
    rows.forEach(row -> names.add(row.getString(0)));
    assertThat(names)
        .containsExactly(
            "a.tar!/link.png",
            "a.tar!/../../outside.png",
            "a.tar!//etc/absolute.png",
            "a.tar!/./7/inside.png",
            "a.tar");
    assertThat(rows.get(0).getString(3)).startsWith("it is a link to /etc/passwd");
    assertThat(rows.get(3).getString(1)).isEqualTo("7");
    assertThat(rows.get(4).getString(3)).contains("damaged");
    assertThat(directory).isDirectoryNotContaining("glob:**.png");
  }

  private static byte[] header(TarArchiveEntry entry) {
    byte[] header = new byte[512];
    entry.writeEntryHeader(header);
    return header;
  }

  private List<Row> rows(SparkSession spark, String name) {
    return InputRows.open(spark, directory.resolve(name))
        .rows()
        .select("key.file", "label", "split", "fault", "image")
        .collectAsList();
  }
}
