package mnist.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mnist.InvalidInputException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The Spark data source {@code idx}: {@code spark.read().format("idx").load(path...)}, where a path
 * is a file, a directory or a glob on any Hadoop file system.
 *
 * <p>Names are read word by word. Image files have {@code images}, {@code patterns} or {@code idx3}
 * in their names, or {@code X}; label files {@code labels}, {@code idx1} or {@code idx2}, or {@code
 * y}; files of groups {@code groups}. They belong together by the rest of the name. The words
 * {@code t10k}, {@code test} or {@code eval} make the split {@code test}, {@code val} or {@code
 * validation} the split {@code validation}; otherwise it is {@code train}. What a file holds, and
 * whether it is packed, is read from the file. Other files, such as checksums, are passed over, and
 * the log says which.
 *
 * <p>Columns: {@link RecordSchema}. Ids count the images of the training files in the order of
 * their names, then those of validation, then those of test, so that they depend on the files
 * alone.
 *
 * <p>Option {@code maxPartitionBytes}: pixels in a partition at most, default {@code
 * spark.sql.files.maxPartitionBytes} or an equal share for each core, whichever is less. Plain
 * files are split by byte range; a packed file is one partition.
 */
public final class IdxSource implements TableProvider, DataSourceRegister {

  private static final String PATH = "path";
  private static final String PATHS = "paths";

  @Override
  public String shortName() {
    return "idx";
  }

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    return RecordSchema.schema();
  }

  /** Reads the headers, so that faults of files show when the path is loaded. */
  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    CaseInsensitiveStringMap options = new CaseInsensitiveStringMap(properties);
    List<String> paths = paths(options);
    Configuration conf = SparkSession.active().sessionState().newHadoopConf();
    return new IdxTable(paths, IdxFiles.open(paths, conf));
  }

  /** Spark gives one path as {@code path}, several as a JSON array. */
  private static List<String> paths(CaseInsensitiveStringMap options) {
    List<String> paths = new ArrayList<>();
    if (options.containsKey(PATH)) {
      paths.add(options.get(PATH));
    }
    if (options.containsKey(PATHS)) {
      try {
        paths.addAll(List.of(new ObjectMapper().readValue(options.get(PATHS), String[].class)));
      } catch (JsonProcessingException e) {
        throw new InvalidInputException(
            "paths must be a JSON array of strings, but was " + options.get(PATHS),
            "give paths to load(path...)",
            e);
      }
    }
    if (paths.isEmpty()) {
      throw new InvalidInputException(
          "Cannot read IDX files: no path is given", "give one to load(path)");
    }
    return paths;
  }

  /** Image files as a table of records. */
  private record IdxTable(List<String> paths, IdxFiles files) implements SupportsRead {

    @Override
    public String name() {
      return "idx " + String.join(", ", paths);
    }

    // Spark 3.5 asks for columns() by way of this one.
    @Override
    @SuppressWarnings("deprecation")
    public StructType schema() {
      return RecordSchema.schema();
    }

    @Override
    public Set<TableCapability> capabilities() {
      return Set.of(TableCapability.BATCH_READ);
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
      return new Builder(files, options);
    }

    private static final class Builder implements ScanBuilder, SupportsPushDownRequiredColumns {

      private final IdxFiles files;
      private final CaseInsensitiveStringMap options;
      private StructType columns = RecordSchema.schema();

      Builder(IdxFiles files, CaseInsensitiveStringMap options) {
        this.files = files;
        this.options = options;
      }

      @Override
      public void pruneColumns(StructType required) {
        columns = required;
      }

      @Override
      public Scan build() {
        return new IdxScan(files, columns, options);
      }
    }
  }
}
