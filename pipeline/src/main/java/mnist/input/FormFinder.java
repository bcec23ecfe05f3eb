package mnist.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mnist.InvalidInputException;
import mnist.files.StorageFailure;
import mnist.picture.PictureFormat;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Finds out what images are stored as. Files are known by the end of their names, and where that
 * tells nothing by what they begin with. What a file really holds shows when it is read.
 */
final class FormFinder {

  private static final String SAY_WHICH = "give one of them alone, or say which with --format";

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
  private static final List<Form> TEXTS = List.of(Form.CSV, Form.JSON);

  /** What tables of Delta, Iceberg and Hudi keep their rows in. */
  private static final Set<Form> KEPT_BY_LOGS = EnumSet.of(Form.PARQUET, Form.ORC, Form.AVRO);

  /** Longer than what any form begins with. */
  private static final int HEAD_BYTES = 64;

  /** Of files whose names don't tell. If they were all read, a million of them would take hours. */
  private static final int HEADS = 1000;

  private final Configuration conf;
  private final Map<Form, List<ListedFile>> byForm = new EnumMap<>(Form.class);
  private final List<ListedFile> unknown = new ArrayList<>();
  private final Map<String, Form> byHead = new HashMap<>();
  private int heads;

  private FormFinder(Configuration conf) {
    this.conf = conf;
  }

  /**
   * What was found.
   *
   * @param files of that form; none where another list tells which are the table's
   */
  record Found(Form form, List<ListedFile> files, List<PassedOver> passedOver) {}

  /**
   * Finds the form of what was listed.
   *
   * @param asked the form that it is to be, if the user says so
   * @throws InvalidInputException if there are several forms, or none
   */
  static Found find(Listing listing, List<String> paths, Optional<Form> asked, Configuration conf) {
    Optional<Form> whole = asked.isPresent() ? asked : ofWhole(listing, conf);
    if (whole.isPresent() && isFoundOtherwise(whole.get())) {
      return new Found(whole.get(), List.of(), listing.passedOver());
    }
    FormFinder finder = new FormFinder(conf);
    listing.files().forEach(finder::sort);
    Found found =
        asked.isPresent() ? finder.of(asked.get(), listing, paths) : finder.only(listing, paths);
    if (KEPT_BY_LOGS.contains(found.form())) {
      finder.requireNoLog(found);
      listing.tables().stream()
          .findFirst()
          .ifPresent(
              table -> {
                throw ofTable(table, found.form());
              });
    }
    return found;
  }

  /** Files of a table that has a log may hold rows that it hasn't. */
  private void requireNoLog(Found found) {
    for (Path base : found.files().stream().map(ListedFile::base).distinct().toList()) {
      Optional<Listing.TableMark> table;
      try {
        table = Listing.tableAround(base, conf);
      } catch (IOException e) {
        throw StorageFailure.of("Cannot read " + base, Listing.WHAT_TO_GIVE, e);
      }
      if (table.isPresent()) {
        throw ofTable(table.get(), found.form());
      }
    }
  }

  private static InvalidInputException ofTable(Listing.TableMark table, Form form) {
    return new InvalidInputException(
        "Cannot read files of %s as %s: they belong to a %s table, and may hold rows that were deleted or replaced"
            .formatted(table.directory(), form.label(), table.kind()),
        "give the table's own directory, or write its rows as Parquet first");
  }

  /** Whether something else than a listing tells which files are read. */
  private static boolean isFoundOtherwise(Form form) {
    return form == Form.INGESTED || form == Form.IDX || form == Form.DELTA || form == Form.ICEBERG;
  }

  private static Optional<Form> ofWhole(Listing listing, Configuration conf) {
    if (listing.roots().size() == 1
        && IngestedInput.isIngested(listing.roots().get(0).getPath(), conf)) {
      return Optional.of(Form.INGESTED);
    }
    if (listing.tables().isEmpty()) {
      return Optional.empty();
    }
    Listing.TableMark table = listing.tables().get(0);
    boolean isRoot =
        listing.roots().size() == 1 && listing.roots().get(0).getPath().equals(table.directory());
    if (!isRoot) {
      throw new InvalidInputException(
          "Cannot read "
              + listing.roots().get(0).getPath()
              + ": it holds a "
              + table.kind()
              + " table in "
              + table.directory(),
          "give the table's own directory");
    }
    if (table.kind().equals(Form.DELTA.label()) || table.kind().equals(Form.ICEBERG.label())) {
      return Optional.of(Form.named(table.kind()));
    }
    throw new InvalidInputException(
        "Cannot read "
            + table.directory()
            + ": it is a "
            + table.kind()
            + " table, whose files hold rows that were deleted or replaced",
        "write its rows as Parquet first");
  }

  private void sort(ListedFile file) {
    Optional<Form> form = byName(file).or(() -> byHead(file));
    form.ifPresentOrElse(
        found -> byForm.computeIfAbsent(found, any -> new ArrayList<>()).add(file),
        () -> unknown.add(file));
  }

  private static Optional<Form> byName(ListedFile file) {
    String extension = file.extension();
    if (extension.equals("gz")) {
      String packed = new ListedFile(file.base(), stem(file.name()), 0).extension();
      return Optional.ofNullable(BY_EXTENSION.get(packed))
          .filter(form -> form == Form.TAR || TEXTS.contains(form));
    }
    return Optional.ofNullable(BY_EXTENSION.get(extension));
  }

  private static String stem(String name) {
    return name.substring(0, name.lastIndexOf('.'));
  }

  private Optional<Form> byHead(ListedFile file) {
    if (heads == HEADS) {
      // As the others of its ending, of which a thousand have been read.
      return Optional.ofNullable(byHead.get(file.extension()));
    }
    heads++;
    Optional<Form> form = ofHead(head(file), file);
    form.ifPresent(found -> byHead.putIfAbsent(file.extension(), found));
    return form;
  }

  private static Optional<Form> ofHead(byte[] head, ListedFile file) {
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

  private byte[] head(ListedFile file) {
    Path path = file.path();
    try (InputStream in = FileReads.open(path, conf)) {
      return in.readNBytes(HEAD_BYTES);
    } catch (IOException e) {
      throw StorageFailure.of("Cannot read " + path, "make it readable, or move it away", e);
    }
  }

  private Found of(Form form, Listing listing, List<String> paths) {
    List<ListedFile> files = byForm.getOrDefault(form, List.of());
    if (files.isEmpty()) {
      // Whoever says what they are knows better than their names do.
      files = List.copyOf(unknown);
      unknown.clear();
    }
    if (files.isEmpty()) {
      throw new InvalidInputException(
          "Cannot find %s in %s: found %s"
              .formatted(form.label(), String.join(", ", paths), described(listing)),
          Listing.WHAT_TO_GIVE);
    }
    return new Found(form, files, passedOver(form, listing));
  }

  private Found only(Listing listing, List<String> paths) {
    List<Form> forms = new ArrayList<>(byForm.keySet());
    if (forms.size() > 1) {
      forms.removeAll(TEXTS);
    }
    if (forms.isEmpty()) {
      forms.addAll(byForm.keySet());
    }
    if (forms.isEmpty()) {
      throw new InvalidInputException(
          "Cannot find images in %s: found %s"
              .formatted(String.join(", ", paths), described(listing)),
          Listing.WHAT_TO_GIVE);
    }
    if (forms.size() > 1) {
      throw new InvalidInputException(
          "Cannot tell what %s holds: found %s"
              .formatted(
                  String.join(", ", paths),
                  forms.stream().map(this::example).collect(Collectors.joining(" and "))),
          SAY_WHICH);
    }
    Form form = forms.get(0);
    return new Found(form, byForm.get(form), passedOver(form, listing));
  }

  private String example(Form form) {
    List<ListedFile> files = byForm.get(form);
    return "%s (%d, such as %s)".formatted(form.label(), files.size(), files.get(0).name());
  }

  private List<PassedOver> passedOver(Form taken, Listing listing) {
    List<PassedOver> all = new ArrayList<>(listing.passedOver());
    byForm.forEach(
        (form, files) -> {
          if (form != taken) {
            files.forEach(
                file ->
                    all.add(
                        new PassedOver(
                            file.path().getName(), form.label() + " beside " + taken.label())));
          }
        });
    unknown.forEach(file -> all.add(new PassedOver(file.path().getName(), "of no known form")));
    return List.copyOf(all);
  }

  private String described(Listing listing) {
    List<PassedOver> all = new ArrayList<>(listing.passedOver());
    unknown.forEach(file -> all.add(new PassedOver(file.path().getName(), "of no known form")));
    byForm.forEach(
        (form, files) ->
            files.forEach(file -> all.add(new PassedOver(file.path().getName(), form.label()))));
    return all.isEmpty() ? "no files" : String.join(", ", PassedOver.summary(all));
  }
}
