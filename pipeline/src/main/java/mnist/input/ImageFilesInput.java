package mnist.input;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mnist.files.StorageFailure;
import mnist.picture.PictureDecoder;
import mnist.picture.PictureException;
import mnist.picture.PictureFormat;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Image files. The key is {@code path}, the file's address, {@code file}, its path from the
 * directory that was given, and {@code page}, from 0, in a file of several pages; null in others.
 */
final class ImageFilesInput implements ImageInput {

  static final String PATH = "path";
  static final String FILE = "file";
  static final String PAGE = "page";

  static final StructType KEY =
      new StructType()
          .add(PATH, DataTypes.StringType, false)
          .add(FILE, DataTypes.StringType, false)
          .add(PAGE, DataTypes.IntegerType, true);

  private final SparkSession spark;
  private final List<List<ListedFile>> parts;
  private final List<PassedOver> passedOver;
  private final Optional<FileLabels> labels;

  /**
   * @param files sorted by name
   * @param labels empty for the names of the files' directories
   */
  ImageFilesInput(
      SparkSession spark,
      List<ListedFile> files,
      List<PassedOver> passedOver,
      Optional<FileLabels> labels) {
    this.spark = spark;
    this.labels = labels;
    this.parts = packed(files);
    this.passedOver = passedOver;
  }

  /** Neighbours are read together, as many as a split takes. */
  private static List<List<ListedFile>> packed(List<ListedFile> files) {
    List<List<ListedFile>> parts = new ArrayList<>();
    int start = 0;
    long bytes = 0;
    for (int i = 0; i < files.size(); i++) {
      long length = files.get(i).length();
      boolean isFull = i - start == SplitSize.FILES || bytes + length > SplitSize.BYTES;
      if (i > start && isFull) {
        parts.add(files.subList(start, i));
        start = i;
        bytes = 0;
      }
      bytes += length;
    }
    if (start < files.size()) {
      parts.add(files.subList(start, files.size()));
    }
    return parts;
  }

  @Override
  public Form form() {
    return Form.IMAGES;
  }

  @Override
  public List<InputSplit> splits() {
    return IntStream.range(0, parts.size())
        .mapToObj(
            i -> {
              List<ListedFile> files = parts.get(i);
              String first = files.get(0).path().toString();
              String name =
                  files.size() == 1 ? first : first + ", and " + (files.size() - 1) + " more";
              return new InputSplit(i, first, 0, files.size(), name);
            })
        .toList();
  }

  @Override
  public List<String> files(InputSplit split) {
    return parts.get(split.index()).stream().map(file -> file.path().toString()).toList();
  }

  @Override
  public Pin pin() {
    return Pin.ofFiles(form(), parts.stream().flatMap(List::stream).toList());
  }

  @Override
  public Dataset<Row> rows() {
    List<String[]> tasks =
        parts.stream()
            .map(
                files ->
                    files.stream()
                        .flatMap(
                            file -> Stream.of(file.base().toString(), file.name(), label(file)))
                        .toArray(String[]::new))
            .toList();
    return FileTasks.rows(spark, tasks, ImageFilesInput::read);
  }

  @Override
  public ImageInput only(Split split) {
    return new ImageFilesInput(
        spark,
        parts.stream().flatMap(List::stream).filter(file -> mayBe(split, file)).toList(),
        passedOver,
        labels);
  }

  private static boolean mayBe(Split split, ListedFile file) {
    String told = DirectoryNames.split(file.name());
    return told == null || told.equals(split.value());
  }

  private String label(ListedFile file) {
    return labels.isPresent() ? labels.get().of(file) : DirectoryNames.label(file.name());
  }

  @Override
  public List<PassedOver> passedOver() {
    return passedOver;
  }

  @Override
  public Optional<Labelling> labelling() {
    return labels.flatMap(FileLabels::labelling);
  }

  @Override
  public String name() {
    long count = parts.stream().mapToLong(List::size).sum();
    return count + " image files, the first of them " + parts.get(0).get(0).path();
  }

  /**
   * @param names base, name and label of each file in turn
   */
  private static Iterator<Row> read(String[] names, Configuration conf) {
    Map<String, FileSystem> opened = new HashMap<>();
    return IntStream.range(0, names.length / 3)
        .boxed()
        .flatMap(
            i -> {
              Path base = new Path(names[3 * i]);
              ListedFile file = new ListedFile(base, names[3 * i + 1]);
              FileSystem files = opened.computeIfAbsent(names[3 * i], any -> open(base, conf));
              Path path = file.path();
              return rows(
                  path.toString(),
                  file.name(),
                  names[3 * i + 2],
                  DirectoryNames.split(file.name()),
                  FileReads.read(files, path));
            })
        .iterator();
  }

  private static FileSystem open(Path base, Configuration conf) {
    try {
      return base.getFileSystem(conf);
    } catch (IOException e) {
      throw StorageFailure.of("Cannot read " + base, Listing.WHAT_TO_GIVE, e);
    }
  }

  /** A row for each page of a file. */
  static Stream<Row> rows(
      String path, String name, String label, String split, FileReads.Content content) {
    if (content.bytes() == null) {
      return Stream.of(row(path, name, null, label, split, content, 0));
    }
    int pages = pages(content.bytes());
    return IntStream.range(0, pages)
        .mapToObj(page -> row(path, name, pages == 1 ? null : page, label, split, content, page));
  }

  /** One for what can't be decoded, too, which shows when it is. */
  private static int pages(byte[] file) {
    boolean mayBeMany = PictureFormat.of(file).equals(Optional.of(PictureFormat.TIFF));
    try {
      return mayBeMany ? new PictureDecoder().pages(file) : 1;
    } catch (PictureException e) {
      return 1;
    }
  }

  /** The row of what holds no image. */
  static Row faulty(String path, String name, String fault) {
    return row(path, name, null, null, null, FileReads.Content.faulty(fault), 0);
  }

  private static Row row(
      String path,
      String name,
      Integer pageInKey,
      String label,
      String split,
      FileReads.Content content,
      int page) {
    return RowFactory.create(
        RowFactory.create(path, name, pageInKey),
        label,
        split,
        null,
        content.bytes(),
        true,
        page,
        null,
        null,
        null,
        content.fault());
  }
}
