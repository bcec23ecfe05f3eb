package mnist.input;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.zip.GZIPInputStream;
import mnist.Failure;
import mnist.UnavailableException;
import mnist.files.Causes;
import mnist.files.StorageFailure;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Reads the images of one archive, one sample after the other. Neighbours that differ in their
 * extensions alone are one sample, as WebDataset has it: {@code 0001.png} with its class in {@code
 * 0001.cls}, or in the field {@code label} or {@code cls} of {@code 0001.json}. Without these, the
 * class is the name of the directory above.
 */
final class ArchiveReader implements Iterator<Row> {

  /** Parts an archive's path from what is in it. */
  static final String IN = "!/";

  private final Path path;
  private final String name;
  private final Watched storage;
  private final ArchiveInputStream archive;
  private final Queue<Row> ready = new ArrayDeque<>();
  private ArchiveSample sample = new ArchiveSample("");
  private boolean isEmpty = true;
  private boolean isAtEnd;

  /**
   * @throws UnavailableException if the storage fails in a way that may pass
   */
  ArchiveReader(String base, String name, boolean isZip, Configuration conf) {
    this.path = new ListedFile(new Path(base), name).path();
    this.name = name;
    try {
      this.storage = new Watched(FileReads.open(path, conf));
      TaskCompletionListener close = context -> close();
      TaskContext.get().addTaskCompletionListener(close);
    } catch (IOException e) {
      throw StorageFailure.of("Cannot read " + path, "make it readable, or move it away", e);
    }
    this.archive = isZip ? zip() : tar();
  }

  /** What is stored without a length before it is found by its descriptor. */
  private ArchiveInputStream zip() {
    return new ZipArchiveInputStream(
        new BufferedInputStream(storage), StandardCharsets.UTF_8.name(), true, true);
  }

  private ArchiveInputStream tar() {
    InputStream in = new BufferedInputStream(storage);
    try {
      in.mark(2);
      boolean isPacked = in.read() == 0x1F && in.read() == 0x8B;
      in.reset();
      return new TarArchiveInputStream(isPacked ? new GZIPInputStream(in) : in);
    } catch (IOException e) {
      fail(e);
      return new TarArchiveInputStream(InputStream.nullInputStream());
    }
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && !isAtEnd) {
      advance();
    }
    return !ready.isEmpty();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  /** Reads one entry. */
  private void advance() {
    try {
      ArchiveEntry entry = archive.getNextEntry();
      if (entry == null) {
        finish();
        if (isEmpty) {
          addFault("the archive has no entries");
        }
        return;
      }
      isEmpty = false;
      if (!entry.isDirectory() && isMeant(entry.getName())) {
        String key = ArchiveSample.key(entry.getName());
        if (!key.equals(sample.key())) {
          ready.addAll(sample.rows(path, name));
          sample = new ArchiveSample(key);
        }
        sample.add(entry.getName(), content(entry));
        if (sample.bytes() > FileReads.MAX_BYTES) {
          ready.addAll(sample.rows(path, name));
          sample = new ArchiveSample(key);
        }
      }
    } catch (IOException | RuntimeException e) {
      fail(e);
    }
  }

  private FileReads.Content content(ArchiveEntry entry) throws IOException {
    if (!archive.canReadEntryData(entry)) {
      return FileReads.Content.faulty(
          "the entry is encrypted, or packed in a way that isn't supported");
    }
    boolean isLink =
        entry instanceof TarArchiveEntry inTar && (inTar.isLink() || inTar.isSymbolicLink());
    return isLink
        ? FileReads.Content.faulty(
            "it is a link to %s, and has no bytes of its own"
                .formatted(((TarArchiveEntry) entry).getLinkName()))
        : FileReads.bounded(archive);
  }

  private static boolean isMeant(String entry) {
    int end = entry.lastIndexOf('/');
    for (String part : entry.substring(0, Math.max(0, end)).split("/", -1)) {
      boolean isStep = part.equals(".") || part.equals("..");
      if (!isStep && SideFiles.reasonOfDirectory(part).isPresent()) {
        return false;
      }
    }
    return SideFiles.reason(entry.substring(end + 1)).isEmpty();
  }

  private void finish() {
    ready.addAll(sample.rows(path, name));
    isAtEnd = true;
  }

  /** What comes after damage can't be found. */
  private void fail(Exception e) {
    if (storage.failure != null) {
      Failure failure =
          StorageFailure.of("Cannot read " + path, "make it readable", storage.failure);
      if (failure instanceof UnavailableException) {
        throw failure;
      }
    }
    finish();
    addFault("the archive is damaged from here on: " + Causes.oneLine(e));
  }

  private void addFault(String fault) {
    ready.add(ImageFilesInput.faulty(path.toString(), name, fault));
  }

  private void close() {
    try {
      storage.close();
    } catch (IOException e) {
      throw StorageFailure.of("Cannot read " + path, "make it readable, or move it away", e);
    }
  }

  /** Tells the storage's exceptions from those about the archive. */
  private static final class Watched extends FilterInputStream {

    private IOException failure;

    Watched(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      try {
        return super.read();
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return super.read(bytes, offset, length);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }
  }
}
