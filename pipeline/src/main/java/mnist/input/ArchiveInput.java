package mnist.input;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Tar and zip archives of image files, each a split. The key is that of image files, with the
 * archive's path and the entry's name parted by {@code !/}.
 */
final class ArchiveInput implements ImageInput {

  private final SparkSession spark;
  private final FormFinder.Found found;

  ArchiveInput(SparkSession spark, FormFinder.Found found) {
    this.spark = spark;
    this.found = found;
  }

  @Override
  public Form form() {
    return found.form();
  }

  @Override
  public List<InputSplit> splits() {
    return IntStream.range(0, found.files().size())
        .mapToObj(
            i -> {
              ListedFile archive = found.files().get(i);
              String path = archive.path().toString();
              return new InputSplit(i, path, 0, SplitSize.images(archive.length()), path);
            })
        .toList();
  }

  @Override
  public Pin pin() {
    return Pin.ofFiles(form(), found.files());
  }

  @Override
  public Dataset<Row> rows() {
    boolean isZip = form() == Form.ZIP;
    List<String[]> tasks =
        found.files().stream()
            .map(file -> new String[] {file.base().toString(), file.name()})
            .toList();
    return FileTasks.rows(
        spark, tasks, (names, conf) -> new ArchiveReader(names[0], names[1], isZip, conf));
  }

  @Override
  public List<PassedOver> passedOver() {
    return found.passedOver();
  }

  @Override
  public String name() {
    return found.files().size() + " archives, the first of them " + found.files().get(0).path();
  }
}
