package mnist.train;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import mnist.bench.contenders.BenchedJobs;
import mnist.blocks.Blocks;
import mnist.input.RecordSchema;
import mnist.model.ImageFormat;
import mnist.model.NativeRuntime;
import mnist.nondigits.Digit;
import mnist.nondigits.DigitsAtHand;
import mnist.nondigits.NonDigit;
import mnist.nondigits.NonDigits;
import mnist.transform.AffineDistortion;
import mnist.transform.Augmentation;
import mnist.transform.Background;
import mnist.transform.Blur;
import mnist.transform.ElasticDistortion;
import mnist.transform.Erasing;
import mnist.transform.Hooks;
import mnist.transform.Impulses;
import mnist.transform.Neighbours;
import mnist.transform.Noise;
import mnist.transform.Normalisation;
import mnist.transform.Outline;
import mnist.transform.PixelTransform;
import mnist.transform.RandomConvolution;
import mnist.transform.StrayLines;
import mnist.transform.Stretch;
import mnist.transform.StrokeThickness;
import mnist.transform.Tone;
import org.apache.commons.io.file.PathUtils;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.nd4j.linalg.dataset.DataSet;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What makes a minibatch of 64 of the examples that an executor holds. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MinibatchKernels {

  private static final int SIDE = 28;
  private static final int PIXELS = SIDE * SIDE;
  private static final int BATCH = 64;
  private static final int MINIBATCHES = 10;
  private static final long SEED = 42;
  private static final ImageFormat FORMAT = new ImageFormat(SIDE, SIDE, 10);

  private static final byte[] ONE = new byte[PIXELS];

  static {
    for (int row = 4; row < 24; row++) {
      Arrays.fill(ONE, row * SIDE + 13, row * SIDE + 16, (byte) 255);
    }
  }

  /** The reference settings'. */
  private static final Augmentation AUGMENTATION =
      Augmentation.of(new AffineDistortion(10, 0.05, 0.1, 0.05));

  private final float[] target = new float[PIXELS];
  private final byte[] image = new byte[PIXELS];
  private final List<byte[]> beside = List.of(image, image);
  private SparkSession spark;
  private java.nio.file.Path directory;
  private BlockMinibatches source;
  private long next;

  /** A part of augmentation, every image touched, as strong as in its picture in the docs. */
  @State(Scope.Benchmark)
  public static class Part {

    @Param({
      "hooks",
      "affine",
      "stretch",
      "elastic",
      "elastic-fine",
      "neighbours",
      "stroke",
      "outline",
      "background",
      "lines",
      "convolution",
      "tone",
      "blur",
      "noise",
      "impulses",
      "erase"
    })
    public String part;

    private Augmentation alone;

    /** Switches all others off. */
    @Setup
    public void make() {
      alone =
          switch (part) {
            case "hooks" -> written(new Hooks(1), Stretch.OFF);
            case "stretch" -> written(Hooks.OFF, new Stretch(1));
            case "affine" -> AUGMENTATION;
            case "elastic" -> moved(new ElasticDistortion(20, 4), Neighbours.OFF);
            case "elastic-fine" -> moved(new ElasticDistortion(0, 4, 7), Neighbours.OFF);
            case "neighbours" -> moved(ElasticDistortion.OFF, new Neighbours(1));
            default ->
                new Augmentation(
                    AffineDistortion.OFF,
                    ElasticDistortion.OFF,
                    0,
                    Neighbours.OFF,
                    List.of(inPlace(part)));
          };
    }

    /** Noise has no stem, so hooks are drawn on a 1. */
    private byte[] image(byte[] noise) {
      return part.equals("hooks") ? ONE : noise;
    }

    private static Augmentation written(Hooks hooks, Stretch stretch) {
      return new Augmentation(
          hooks,
          AffineDistortion.OFF,
          stretch,
          ElasticDistortion.OFF,
          0,
          Neighbours.OFF,
          List.of());
    }

    private static Augmentation moved(ElasticDistortion elastic, Neighbours neighbours) {
      return new Augmentation(AffineDistortion.OFF, elastic, 0, neighbours, List.of());
    }

    private static PixelTransform inPlace(String part) {
      return switch (part) {
        case "stroke" -> new StrokeThickness(1.5);
        case "outline" -> new Outline(1);
        case "background" -> new Background(1);
        case "lines" -> new StrayLines(1);
        case "convolution" -> new RandomConvolution(1);
        case "tone" -> new Tone(1);
        case "blur" -> new Blur(1.2);
        case "noise" -> new Noise(0.4);
        case "impulses" -> new Impulses(0.15);
        case "erase" -> new Erasing(0.4, 1);
        default -> throw new IllegalArgumentException("there is no part " + part);
      };
    }
  }

  /** A kind of non-digits. */
  @State(Scope.Benchmark)
  public static class Kind {

    @Param({
      "blank",
      "noise",
      "texture",
      "form cell",
      "scribble",
      "sign",
      "skeleton",
      "silhouette",
      "half a digit",
      "shuffled",
      "several digits",
      "turned",
      "mirrored"
    })
    public String kind;

    private NonDigit drawn;
    private DigitsAtHand digits;

    /** Of a digit like a 4, which is shuffled, turned and mirrored. */
    @Setup
    public void make() {
      drawn =
          NonDigits.KINDS.stream()
              .filter(any -> any.label().equals(kind))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException("there is no kind " + kind));
      byte[] image = new byte[PIXELS];
      new Random(1).nextBytes(image);
      digits = new DigitsAtHand(SIDE, SIDE, new Digit(image, 4), List.of(new Digit(image, 3)));
    }
  }

  /** Makes images, and gives them to Spark as a training does. */
  @Setup
  public void make() throws IOException {
    NativeRuntime.oneThreadPerTask();
    Random random = new Random(1);
    random.nextBytes(image);
    List<Row> rows = new ArrayList<>();
    for (long id = 0; id < BATCH * MINIBATCHES; id++) {
      byte[] pixels = new byte[PIXELS];
      random.nextBytes(pixels);
      rows.add(RowFactory.create(id, random.nextInt(FORMAT.classes()), pixels));
    }
    StructType schema =
        new StructType()
            .add(RecordSchema.ID, DataTypes.LongType)
            .add(RecordSchema.LABEL, DataTypes.IntegerType)
            .add(RecordSchema.IMAGE, DataTypes.BinaryType);
    spark = BenchedJobs.session();
    directory = Files.createTempDirectory("kernels");
    Path records = new Path(directory.resolve("records").toUri());
    spark.createDataFrame(rows, schema).coalesce(1).write().parquet(records.toString());
    Blocks examples =
        Blocks.in(spark, records, SIDE, SIDE, FORMAT.classes(), (long) PIXELS * rows.size(), 0);
    source =
        new BlockMinibatches(
            examples,
            MinibatchPlan.of(rows.size(), 1, BATCH),
            rows.size(),
            SEED,
            AUGMENTATION,
            new Normalisation(0.13, 0.31),
            FORMAT.classes(),
            0,
            NonDigits.NONE);
  }

  /** Ends Spark. */
  @TearDown
  public void stop() throws IOException {
    spark.stop();
    PathUtils.deleteDirectory(directory);
  }

  /** One image, changed by one part of augmentation. */
  @Benchmark
  public float[] augmentImage(Part part) {
    part.alone.apply(part.image(image), 1, beside, SIDE, SIDE, SEED, 1, next++, target, 0);
    return target;
  }

  /** One image that isn't a digit. */
  @Benchmark
  public float[] drawNonDigit(Kind kind) {
    return kind.drawn.draw(kind.digits, new SplittableRandom(next++));
  }

  /** A minibatch of images that are distorted, normalised and put into DL4J's arrays. */
  @Benchmark
  public DataSet assembleMinibatch() {
    long index = next++ % MINIBATCHES;
    return source.read(0, 0, index, index + 1).next();
  }
}
