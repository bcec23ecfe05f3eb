package mnist.input;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mnist.InvalidInputException;
import mnist.files.StorageFailure;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Finds out what images are stored as. Files are known by the end of their names, and where that
 * tells nothing by what they begin with. What a file really holds shows when it is read.
 */
final class FormFinder {

  private static final String SAY_WHICH = "give one of them alone, or say which with --format";

  /** What tables of Delta, Iceberg and Hudi keep their rows in. */
  private static final Set<Form> KEPT_BY_LOGS = EnumSet.of(Form.PARQUET, Form.ORC, Form.AVRO);

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
      finder.requireNoLog(found, listing);
    }
    return found;
  }

  /** Files of a table that has a log may hold rows that it hasn't. */
  private void requireNoLog(Found found, Listing listing) {
    Optional<TableMark> table =
        Stream.concat(
                found.files().stream()
                    .map(ListedFile::base)
                    .distinct()
                    .flatMap(base -> tableAround(base).stream()),
                listing.tables().stream())
            .findFirst();
    if (table.isPresent()) {
      throw new InvalidInputException(
          "Cannot read files of %s as %s: they belong to a %s table, and may hold rows that were deleted or replaced"
              .formatted(table.get().directory(), found.form().label(), table.get().kind()),
          "give the table's own directory, or write its rows as Parquet first");
    }
  }

  private Optional<TableMark> tableAround(Path base) {
    try {
      return TableMark.around(base, conf);
    } catch (IOException e) {
      throw StorageFailure.of("Cannot read " + base, Listing.WHAT_TO_GIVE, e);
    }
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
    TableMark table = listing.tables().get(0);
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
    Optional<Form> form = FileForm.byName(file).or(() -> byHead(file));
    form.ifPresentOrElse(
        found -> byForm.computeIfAbsent(found, any -> new ArrayList<>()).add(file),
        () -> unknown.add(file));
  }

  private Optional<Form> byHead(ListedFile file) {
    if (heads == HEADS) {
      // As the others of its ending, of which a thousand have been read.
      return Optional.ofNullable(byHead.get(file.extension()));
    }
    heads++;
    Optional<Form> form = FileForm.byHead(head(file), file);
    form.ifPresent(found -> byHead.putIfAbsent(file.extension(), found));
    return form;
  }

  private byte[] head(ListedFile file) {
    Path path = file.path();
    try (InputStream in = FileReads.open(path, conf)) {
      return in.readNBytes(FileForm.HEAD_BYTES);
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
      forms.removeAll(FileForm.TEXTS);
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
