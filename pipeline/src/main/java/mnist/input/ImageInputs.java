package mnist.input;

import java.util.List;
import java.util.Optional;
import mnist.InvalidInputException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens what people have: finds out its form, and reads it as {@link ImageInput}. */
public final class ImageInputs {

  private static final Logger LOG = LoggerFactory.getLogger(ImageInputs.class);

  private ImageInputs() {}

  /**
   * Opens images of any {@link Form}.
   *
   * @param paths files, directories or globs on any Hadoop file system
   * @throws InvalidInputException if they mean no images, images of several forms, or a table that
   *     doesn't tell which of its columns holds them
   * @throws mnist.UnavailableException if the storage fails
   */
  public static ImageInput open(SparkSession spark, List<String> paths, InputSettings settings) {
    Configuration conf = spark.sessionState().newHadoopConf();
    Listing listing = Listing.of(paths, conf);
    FormFinder.Found found = FormFinder.find(listing, paths, settings.format(), conf);
    settings.requireFor(found.form());
    ImageInput input =
        switch (found.form()) {
          case IDX -> IdxInput.open(spark, paths);
          case INGESTED ->
              IngestedInput.open(spark, listing.roots().get(0).getPath(), Optional.empty());
          case IMAGES ->
              new ImageFilesInput(
                  spark, found.files(), found.passedOver(), labels(spark, found, settings));
          case TAR, ZIP -> new ArchiveInput(spark, found);
          case PARQUET, ORC, AVRO, JSON, CSV, DELTA, ICEBERG ->
              TableReader.open(spark, listing, found, settings);
        };
    LOG.info("reading {} of {}", input.form().label(), String.join(", ", paths));
    if (input.form() != Form.IDX) {
      PassedOver.summary(input.passedOver()).forEach(each -> LOG.info("passed over: {}", each));
    }
    return input;
  }

  private static Optional<FileLabels> labels(
      SparkSession spark, FormFinder.Found found, InputSettings settings) {
    Optional<FileLabels> labels =
        settings
            .labels()
            .map(path -> FileLabels.read(spark, path, settings.idColumn(), settings.labelColumn()));
    labels.ifPresent(table -> table.requireSome(found.files(), settings.labels().orElseThrow()));
    return labels;
  }

  /** A split of ingested data. */
  public static ImageInput ofIngested(SparkSession spark, Path directory, Split split) {
    return IngestedInput.open(spark, directory, Optional.of(split));
  }
}
