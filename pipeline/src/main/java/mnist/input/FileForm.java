package mnist.input;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mnist.picture.PictureFormat;

/** What a single file says of its form, by the end of its name or by what it begins with. */
final class FileForm {

  private static final Map<String, Form> BY_EXTENSION =
      Map.ofEntries(
          Map.entry("png", Form.IMAGES),
          Map.entry("jpg", Form.IMAGES),
          Map.entry("jpeg", Form.IMAGES),
          Map.entry("jpe", Form.IMAGES),
          Map.entry("jfif", Form.IMAGES),
          Map.entry("gif", Form.IMAGES),
          Map.entry("bmp", Form.IMAGES),
          Map.entry("dib", Form.IMAGES),
          Map.entry("tif", Form.IMAGES),
          Map.entry("tiff", Form.IMAGES),
          Map.entry("webp", Form.IMAGES),
          // These aren't decoded, but are images: each is said to be none that can be read.
          Map.entry("heic", Form.IMAGES),
          Map.entry("heif", Form.IMAGES),
          Map.entry("avif", Form.IMAGES),
          Map.entry("jp2", Form.IMAGES),
          Map.entry("svg", Form.IMAGES),
          Map.entry("tar", Form.TAR),
          Map.entry("tgz", Form.TAR),
          Map.entry("tar.gz", Form.TAR),
          Map.entry("zip", Form.ZIP),
          Map.entry("parquet", Form.PARQUET),
          Map.entry("parq", Form.PARQUET),
          Map.entry("orc", Form.ORC),
          Map.entry("avro", Form.AVRO),
          Map.entry("json", Form.JSON),
          Map.entry("jsonl", Form.JSON),
          Map.entry("ndjson", Form.JSON),
          Map.entry("csv", Form.CSV),
          Map.entry("tsv", Form.CSV));

  /** They often stand beside data that they describe. */
  static final List<Form> TEXTS = List.of(Form.CSV, Form.JSON);

  /** Longer than what any form begins with. */
  static final int HEAD_BYTES = 64;

  private FileForm() {}

  /** Empty if the name tells nothing. */
  static Optional<Form> byName(ListedFile file) {
    String extension = file.extension();
    if (extension.equals("gz")) {
      String packed = new ListedFile(file.base(), stem(file.name())).extension();
      return Optional.ofNullable(BY_EXTENSION.get(packed))
          .filter(form -> form == Form.TAR || TEXTS.contains(form));
    }
    return Optional.ofNullable(BY_EXTENSION.get(extension));
  }

  private static String stem(String name) {
    return name.substring(0, name.lastIndexOf('.'));
  }

  /**
   * Empty if its beginning tells nothing.
   *
   * @param head its first {@link #HEAD_BYTES}, or all of them
   */
  static Optional<Form> byHead(byte[] head, ListedFile file) {
    String start = new String(head, StandardCharsets.ISO_8859_1);
    if (start.startsWith("PAR1")) {
      return Optional.of(Form.PARQUET);
    }
    if (start.startsWith("ORC")) {
      return Optional.of(Form.ORC);
    }
    if (start.startsWith("Obj\u0001")) {
      return Optional.of(Form.AVRO);
    }
    if (PictureFormat.of(head).isPresent()) {
      return Optional.of(Form.IMAGES);
    }
    boolean isIdx = start.startsWith("\0\0") || start.startsWith("\u001f\u008b");
    return isIdx && IdxName.of(file.path().getName()).kind() != IdxName.Kind.OTHER
        ? Optional.of(Form.IDX)
        : Optional.empty();
  }
}
