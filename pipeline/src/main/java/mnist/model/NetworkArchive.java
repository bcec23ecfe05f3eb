package mnist.model;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import mnist.InvalidInputException;
import mnist.network.NetworkDescription;
import mnist.network.Shape;
import mnist.network.UnsupportedLayerException;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;

/**
 * A network as the zip file that plain DL4J loads by {@code
 * ModelSerializer.restoreMultiLayerNetwork}. DL4J's own loader isn't used here: it deserialises
 * Java objects from the archive and instantiates classes that its JSON names, so that a prepared
 * archive runs code. Here an archive is data: its entries have known names and sizes, and the
 * network is rebuilt from its description, see {@link ConfigurationJson}.
 */
public final class NetworkArchive {

  /** Of a file: far beyond what networks for digits take, and what a driver holds easily. */
  public static final int MAX_BYTES = 128 << 20;

  private static final String CONFIGURATION = "configuration.json";
  private static final String COEFFICIENTS = "coefficients.bin";

  /** Read by DL4J to go on with a training; earlier releases stored it. */
  private static final String UPDATER_STATE = "updaterState.bin";

  private static final int MAX_CONFIGURATION_BYTES = 1 << 20;

  /** Compared with the parameters: the most that an optimiser of DL4J's keeps, and one to spare. */
  private static final int MAX_UPDATER_SHARE = 4;

  /** Of content to what was read of the file, beyond the first {@link #ALWAYS_ALLOWED} bytes. */
  private static final int MAX_RATIO = 100;

  private static final int ALWAYS_ALLOWED = 64 << 10;

  /** "PK", 5, 6: the first bytes of a zip file's last record. */
  private static final int ZIP_END = 0x504B0506;

  private static final int ZIP_END_BYTES = 22;

  /** Of the activations between two layers, for one image: 64 MB. */
  private static final long MAX_SHAPE = 1 << 24;

  private NetworkArchive() {}

  /**
   * The network as an archive, without its optimiser's state. Reading it gives the same network.
   *
   * @param images that it takes
   * @throws InvalidInputException if the network has what couldn't be read again
   */
  public static byte[] write(MultiLayerNetwork network, ImageFormat images) {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    try {
      ModelSerializer.writeModel(network, archive, false);
      new Reader(archive.toByteArray(), images).read();
    } catch (DamagedArchiveException e) {
      throw new InvalidInputException(
          "Cannot store a network: " + e.getMessage(),
          "use layers and settings that mnist.network.LayerDescription has",
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return archive.toByteArray();
  }

  /**
   * The network of an archive that {@link #write} or DL4J made; of an optimiser's state, if there
   * is one, nothing is taken.
   *
   * @param name of the file, for messages
   * @param archive the file's content
   * @param images that the network must take
   * @throws InvalidInputException if the archive is damaged, has entries, layers or settings other
   *     than the known ones, or holds a network for other images
   */
  public static MultiLayerNetwork read(String name, byte[] archive, ImageFormat images) {
    try {
      return new Reader(archive, images).read();
    } catch (IOException e) {
      throw new InvalidInputException(
          "Cannot load network %s: %s".formatted(name, e.getMessage()),
          "restore the file or train the model again",
          e);
    }
  }

  private static final class Reader {
    private final byte[] archive;
    private final ImageFormat images;
    private final ByteArrayInputStream compressed;
    private final ZipInputStream zip;
    private final Set<String> entries = new HashSet<>();

    private MultiLayerConfiguration configuration;
    private int parameterCount;
    private float[] parameters;

    Reader(byte[] archive, ImageFormat images) {
      this.archive = archive;
      this.images = images;
      this.compressed = new ByteArrayInputStream(archive);
      this.zip = new ZipInputStream(compressed);
    }

    MultiLayerNetwork read() throws IOException {
      DamagedArchiveException.require(
          archive.length <= MAX_BYTES, "it has more than " + MAX_BYTES + " bytes");
      requireEnd();
      try {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          read(entry.getName());
        }
      } catch (IllegalArgumentException e) {
        // A name that isn't UTF-8.
        throw new DamagedArchiveException("it is no zip file: " + e.getMessage(), e);
      }
      DamagedArchiveException.require(
          entries.size() == declaredEntries(),
          "its directory has %d entries, but it holds %d"
              .formatted(declaredEntries(), entries.size()));
      DamagedArchiveException.require(configuration != null, "it has no " + CONFIGURATION);
      DamagedArchiveException.require(parameters != null, "it has no " + COEFFICIENTS);
      return network();
    }

    private void requireEnd() throws DamagedArchiveException {
      int end = archive.length - ZIP_END_BYTES;
      DamagedArchiveException.require(
          end >= 0 && ByteBuffer.wrap(archive).getInt(end) == ZIP_END,
          "it ends after " + archive.length + " bytes without a zip file's directory");
    }

    /** As the last record says, in little-endian order. */
    private int declaredEntries() {
      int at = archive.length - ZIP_END_BYTES + 10;
      return (archive[at] & 0xFF) | (archive[at + 1] & 0xFF) << 8;
    }

    private void read(String entry) throws IOException {
      DamagedArchiveException.require(entries.add(entry), "it has two entries " + quoted(entry));
      // In the order in which DL4J writes them: the configuration decides how long the rest is.
      if (entry.equals(CONFIGURATION)) {
        configure(content(entry, MAX_CONFIGURATION_BYTES));
        return;
      }
      DamagedArchiveException.require(
          entry.equals(COEFFICIENTS) || entry.equals(UPDATER_STATE),
          "entry %s is none of %s, %s and %s"
              .formatted(quoted(entry), CONFIGURATION, COEFFICIENTS, UPDATER_STATE));
      DamagedArchiveException.require(
          configuration != null, entry + " comes before " + CONFIGURATION);
      if (entry.equals(COEFFICIENTS)) {
        int length = FlatArrayFile.HEADER_BYTES + parameterCount * Float.BYTES;
        parameters = FlatArrayFile.read(content(entry, length), parameterCount);
      } else {
        skip(entry, 1024 + (long) MAX_UPDATER_SHARE * parameterCount * Float.BYTES);
      }
    }

    /** Whatever an archive calls its entries, a message has one line. */
    private static String quoted(String entry) {
      return "'" + entry.replaceAll("[^\\x20-\\x7E]", "?") + "'";
    }

    private void configure(byte[] json) throws IOException {
      configuration = ConfigurationJson.read(json, images);
      try {
        NetworkDescription description = NetworkDescription.of(configuration);
        Shape.Image input = new Shape.Image(1, images.height(), images.width());
        for (Shape shape : description.shapes(input)) {
          DamagedArchiveException.require(
              shape.size() <= MAX_SHAPE, "a layer makes " + shape.size() + " values of an image");
        }
        parameterCount = Math.toIntExact(description.parameters(input));
      } catch (UnsupportedLayerException | RuntimeException e) {
        throw new DamagedArchiveException(CONFIGURATION + ": " + e.getMessage(), e);
      }
      DamagedArchiveException.require(
          parameterCount <= MAX_BYTES / Float.BYTES,
          "it describes a network of " + parameterCount + " parameters");
    }

    /**
     * An entry's content, up to its checksum.
     *
     * @param most bytes; what headers say of the length isn't believed
     */
    private byte[] content(String entry, int most) throws IOException {
      ByteArrayOutputStream content = new ByteArrayOutputStream(Math.min(most, ALWAYS_ALLOWED));
      int before = archive.length - compressed.available();
      byte[] buffer = new byte[8192];
      for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
        content.write(buffer, 0, read);
        DamagedArchiveException.require(
            content.size() <= most, entry + " has more than " + most + " bytes");
        long stored = archive.length - compressed.available() - (long) before + buffer.length;
        DamagedArchiveException.require(
            content.size() <= ALWAYS_ALLOWED || content.size() <= MAX_RATIO * stored,
            "%s is compressed to less than a %dth".formatted(entry, MAX_RATIO));
      }
      return content.toByteArray();
    }

    private void skip(String entry, long most) throws IOException {
      long skipped = 0;
      byte[] buffer = new byte[8192];
      for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
        skipped += read;
        DamagedArchiveException.require(
            skipped <= most, entry + " has more than " + most + " bytes");
      }
    }

    private MultiLayerNetwork network() {
      MultiLayerNetwork network = new MultiLayerNetwork(configuration);
      network.init(FlatArrays.arrayOf(parameters, 1, parameters.length), false);
      return network;
    }
  }
}
