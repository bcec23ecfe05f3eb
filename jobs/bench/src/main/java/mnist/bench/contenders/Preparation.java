package mnist.bench.contenders;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mnist.bench.plan.Digits;
import mnist.bench.plan.LayerShape;
import mnist.bench.plan.Plan;
import mnist.bench.plan.Prepared;
import mnist.bench.plan.Weights;
import mnist.bench.plan.WorkFiles;
import mnist.calibration.Calibration;
import mnist.config.Settings;
import mnist.idx.IdxHeader;
import mnist.idx.IdxWriter;
import mnist.input.RecordSchema;
import mnist.input.Split;
import mnist.jobs.Main;
import mnist.jobs.runner.StageSettings;
import mnist.model.Architecture;
import mnist.model.DigitModel;
import mnist.model.NativeRuntime;
import mnist.network.NetworkDescription;
import mnist.network.UnsupportedLayerException;
import mnist.onnx.OnnxModel;
import mnist.records.Ingest;
import mnist.records.IngestedData;
import mnist.store.ModelStore;
import mnist.store.StoredVersion;
import mnist.transform.Normalisation;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Makes what all contenders share, in {@link WorkFiles}: the bundled MNIST ingested and as IDX
 * files by split; and, for scoring, a table of images, image files and a model that the job {@code
 * train} has trained for an epoch. The test split is left alone.
 */
public final class Preparation {

  /** Images of a file of the table, at most, about. */
  private static final long IMAGES_A_FILE = 50_000;

  private Preparation() {}

  /**
   * @param scoreImages of the table; 0 for none
   * @param scoreFiles image files; 0 for none
   */
  public static void run(Plan plan, long scoreImages, int scoreFiles) throws IOException {
    WorkFiles work = WorkFiles.of(plan);
    Settings settings = Settings.of(Map.of("seed", plan.seed()));
    Prepared prepared;
    try (SparkSession spark = BenchedJobs.session()) {
      Path bundled = new Path(work.root().resolve("bundled").toUri());
      BenchedJobs.stageBundledData(bundled, spark);
      IngestedData data =
          Ingest.run(
              spark,
              List.of(bundled.toString()),
              new Path(work.ingested().toUri()),
              StageSettings.ingest(settings, Split.TRAIN, Optional.empty()));
      write(work, data, Split.TRAIN);
      write(work, data, Split.VALIDATION);
      prepared = prepared(plan, settings, data);
      if (scoreImages > 0) {
        writeTable(spark, work, scoreImages);
      }
    }
    WorkFiles.writeJson(work.prepared(), prepared);
    if (scoreFiles > 0) {
      PngFiles.write(work, prepared, scoreFiles);
    }
    if (scoreImages > 0 || scoreFiles > 0) {
      train(plan, work);
      export(work);
      leaveOutProfile(work);
    }
  }

  private static Prepared prepared(Plan plan, Settings settings, IngestedData data) {
    int height = data.fingerprint().height();
    int width = data.fingerprint().width();
    Normalisation normalisation = StageSettings.normalisation(settings, data.trainPixels());
    Prepared withoutLayers =
        new Prepared(
            height,
            width,
            data.fingerprint().classes(),
            normalisation.mean(),
            normalisation.standardDeviation(),
            data.fingerprint().counts(Split.TRAIN).records(),
            List.of());
    NetworkDescription network =
        Architecture.named(plan.architecture()).description(withoutLayers.classes());
    return withoutLayers.with(LayerShape.of(network, height));
  }

  private static void write(WorkFiles work, IngestedData data, Split split) throws IOException {
    Dataset<Row> records =
        data.records(split).select(RecordSchema.IMAGE, RecordSchema.LABEL).orderBy(RecordSchema.ID);
    long count = data.fingerprint().counts(split).records();
    int height = data.fingerprint().height();
    int width = data.fingerprint().width();
    try (IdxWriter images =
            IdxWriter.create(work.images(split), IdxHeader.ofBytes(count, height, width));
        IdxWriter labels = IdxWriter.create(work.labels(split), IdxHeader.ofBytes(count))) {
      Iterator<Row> rows = records.toLocalIterator();
      while (rows.hasNext()) {
        Row row = rows.next();
        images.write(row.getAs(0));
        labels.write(new byte[] {(byte) row.getInt(1)});
      }
    }
  }

  /** The training images, over and over, with an id each. */
  private static void writeTable(SparkSession spark, WorkFiles work, long count)
      throws IOException {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    byte[][] images = Digits.read(work, Split.TRAIN).images();
    Broadcast<byte[][]> shared = context.broadcast(images);
    StructType schema =
        new StructType()
            .add(RecordSchema.ID, DataTypes.LongType, false)
            .add(RecordSchema.IMAGE, DataTypes.BinaryType, false);
    MapFunction<Long, Row> row = id -> RowFactory.create(id, at(shared, id));
    int files = Math.toIntExact(count / IMAGES_A_FILE + 1);
    spark
        .range(0, count, 1, Math.max(files, spark.sparkContext().defaultParallelism()))
        .map(row, Encoders.row(schema))
        .write()
        .parquet(work.parquet().toUri().toString());
    shared.destroy();
  }

  private static byte[] at(Broadcast<byte[][]> images, long id) {
    byte[][] all = images.value();
    return all[(int) (id % all.length)];
  }

  private static void train(Plan plan, WorkFiles work) {
    Main.main(
        new String[] {
          "train",
          "--data",
          work.ingested().toUri().toString(),
          "--store",
          work.store().toUri().toString(),
          "--architecture",
          plan.architecture(),
          "--epochs",
          "1",
          "--workers",
          String.valueOf(plan.threads()),
          "--seed",
          String.valueOf(plan.seed())
        });
  }

  private static void export(WorkFiles work) throws IOException {
    NativeRuntime.oneThreadPerTask();
    Configuration conf = new Configuration();
    DigitModel model = ModelStore.resolve(work.store().toUri().toString(), conf).load(conf);
    Weights.write(work.weights(), Weights.of(model.network()));
    try {
      Files.write(work.onnx(), OnnxModel.of(model).file());
    } catch (UnsupportedLayerException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void leaveOutProfile(WorkFiles work) {
    Configuration conf = new Configuration();
    StoredVersion trained = ModelStore.resolve(work.store().toUri().toString(), conf);
    ModelStore.at(new Path(work.unprofiled().toUri()), conf)
        .publish(
            trained.load(conf),
            trained.manifest().training(),
            Map.of(Calibration.FILE, trained.content(Calibration.FILE, conf)));
  }
}
