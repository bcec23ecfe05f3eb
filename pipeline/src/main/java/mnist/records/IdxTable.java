package mnist.records;

import java.util.List;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** Image files as a table of records. */
final class IdxTable implements SupportsRead {

  private final List<String> paths;
  private final IdxFiles files;

  IdxTable(List<String> paths, IdxFiles files) {
    this.paths = paths;
    this.files = files;
  }

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
    return new Builder(options);
  }

  private final class Builder implements ScanBuilder, SupportsPushDownRequiredColumns {

    private final CaseInsensitiveStringMap options;
    private StructType columns = RecordSchema.schema();

    Builder(CaseInsensitiveStringMap options) {
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
