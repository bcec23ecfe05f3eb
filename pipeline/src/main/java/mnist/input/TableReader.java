package mnist.input;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import mnist.Failure;
import mnist.InvalidInputException;
import mnist.files.Causes;
import mnist.files.Glob;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Reads tables by Spark's own readers, or by those whose jars the user gives. */
final class TableReader {

  /** What Spark and the libraries below it say of files, in exceptions of no type of their own. */
  private static final List<String> FAULTS_OF_FILES =
      List.of(
          "is not a Parquet file",
          "can not read class org.apache.parquet.format",
          "Malformed ORC file",
          "CANNOT_MERGE_SCHEMAS",
          "Failed to merge",
          "Conflicting partition column names",
          "CONFLICTING_PARTITION_COLUMN_NAMES",
          "Conflicting directory structures");

  /** An option of Spark's readers. */
  private static final String SKIP_DAMAGED = "ignoreCorruptFiles";

  /** A system property, which Iceberg reads once. */
  private static final String PLANNED_BY_SEVERAL = "iceberg.scan.plan-in-worker-pool";

  private TableReader() {}

  /**
   * @param snapshot of a table that keeps what it was; null for the newest
   * @param mayBeDamaged whether files that tell no columns are left for whoever reads them
   */
  static ImageInput open(
      SparkSession spark,
      Listing listing,
      FormFinder.Found found,
      InputSettings settings,
      String snapshot,
      boolean mayBeDamaged) {
    SparkSession session = TableSplits.session(spark, SplitSize.BYTES);
    Form form = found.form();
    Path root = listing.roots().get(0).getPath();
    DataFrameReader reader = session.read();
    if (form == Form.CSV) {
      CsvHeaders.check(found.files(), spark.sessionState().newHadoopConf(), mayBeDamaged);
      reader = reader.option("header", "true").option("sep", separator(found.files()));
    } else if (form == Form.ICEBERG) {
      // Planned by several threads, files come in another order each time.
      System.setProperty(PLANNED_BY_SEVERAL, "false");
      // By itself it counts the cores.
      reader = reader.option("split-size", SplitSize.BYTES);
    } else if (form == Form.PARQUET || form == Form.ORC) {
      // A column that only some files have is null in the others.
      reader = reader.option("mergeSchema", "true");
    }
    String base =
        found.files().isEmpty() ? root.toString() : found.files().get(0).base().toString();
    // Delta's tables are split by the session that is active when they are loaded.
    SparkSession active = SparkSession.active();
    SparkSession.setActiveSession(session);
    try {
      Optional<TableSnapshot> pinned = TableSnapshot.of(form, root, session, snapshot);
      for (TableSnapshot each : pinned.stream().toList()) {
        reader = reader.option(each.option(), each.id());
      }
      reader = reader.format(form.label());
      Dataset<Row> table =
          found.files().isEmpty()
              ? reader.load(root.toString())
              : load(based(reader, found.files()), paths(found.files()), mayBeDamaged);
      TableSource source =
          new TableSource(
              form.label() + " table " + root,
              table,
              base,
              TableSource.Numbering.of(form, table),
              listing.files().stream().mapToLong(ListedFile::length).max().orElse(0));
      Pin pin =
          pinned.map(of -> Pin.ofSnapshot(form, of.id())).orElse(Pin.ofFiles(form, found.files()));
      return TableInput.of(form, source, settings, found.passedOver(), pin);
    } catch (Exception | AssertionError e) {
      // Spark asserts that directories agree in their columns.
      throw told(e, form, root, session.version());
    } finally {
      SparkSession.setActiveSession(active);
    }
  }

  private static Dataset<Row> load(DataFrameReader reader, String[] paths, boolean mayBeDamaged)
      throws Exception {
    try {
      return reader.load(paths);
    } catch (Exception e) {
      if (!mayBeDamaged || Damage.of(e).isEmpty()) {
        throw e;
      }
      StructType columns = columnsOfTheSound(reader, paths, e);
      return reader.option(SKIP_DAMAGED, "false").schema(columns).load(paths);
    }
  }

  /**
   * Those that Spark finds, or, as it doesn't pass over all damage, the first file's that has any.
   */
  private static StructType columnsOfTheSound(
      DataFrameReader reader, String[] paths, Exception damage) throws Exception {
    try {
      return reader.option(SKIP_DAMAGED, "true").load(paths).schema();
    } catch (Exception e) {
      for (String path : paths) {
        try {
          return reader.load(path).schema();
        } catch (Exception alone) {
          if (Damage.of(alone).isEmpty()) {
            throw alone;
          }
        }
      }
      throw damage;
    }
  }

  /** So that columns in the names of directories are found, where there is one place to begin. */
  private static DataFrameReader based(DataFrameReader reader, List<ListedFile> files) {
    Set<String> bases =
        files.stream()
            .map(file -> file.base().toString())
            .collect(Collectors.toCollection(TreeSet::new));
    return bases.size() == 1 ? reader.option("basePath", bases.iterator().next()) : reader;
  }

  private static String[] paths(List<ListedFile> files) {
    return files.stream()
        .sorted(Comparator.comparing(ListedFile::name))
        .map(file -> Glob.literal(file.path()))
        .toArray(String[]::new);
  }

  private static String separator(List<ListedFile> files) {
    return files.get(0).name().contains(".tsv") ? "\t" : ",";
  }

  private static RuntimeException told(Throwable e, Form form, Path root, String sparkVersion) {
    boolean isMissing =
        Failure.causes(e).stream()
            .anyMatch(
                cause ->
                    cause instanceof ClassNotFoundException
                        || String.valueOf(cause.getMessage())
                            .contains("Failed to find data source"));
    Optional<String> options = ReaderPackages.options(form, sparkVersion);
    if (options.isPresent() && isMissing) {
      return new InvalidInputException(
          "Cannot read %s: it is a table of %s, which Spark alone can't read"
              .formatted(root, form.label()),
          "give its reader with " + options.get(),
          e);
    }
    Optional<String> fault =
        Failure.causes(e).stream()
            .filter(TableReader::isOfTheFiles)
            .map(Causes::oneLine)
            .findFirst();
    if (Failure.findIn(e).isEmpty() && fault.isPresent()) {
      return new InvalidInputException(
          "Cannot read %s as %s: %s".formatted(root, form.label(), fault.get()),
          "write the files again, all of the same columns and types, or move what is no table away",
          e);
    }
    return e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
  }

  /**
   * Whether an exception says what is wrong with a table's files, rather than with their storage.
   */
  private static boolean isOfTheFiles(Throwable cause) {
    String said = String.valueOf(cause.getMessage());
    return cause instanceof AnalysisException
        || cause.getCause() == null && FAULTS_OF_FILES.stream().anyMatch(said::contains);
  }
}
