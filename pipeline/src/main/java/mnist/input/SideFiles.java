package mnist.input;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one place that decides which files beside data are none: what systems and tools leave in a
 * directory. It goes by names alone.
 */
final class SideFiles {

  private static final Pattern EXTENSION = Pattern.compile("\\.([^.]+)$");
  private static final Pattern GZ = Pattern.compile("\\.gz$");
  private static final Pattern WINDOWS_STREAM = Pattern.compile(".*[:_.]?zone\\.identifier");

  private static final Set<String> OF_SYSTEMS = Set.of("desktop.ini", "thumbs.db", "icon\r");

  private static final Set<String> CHECKSUMS =
      Set.of(
          "b2",
          "b2sum",
          "b3",
          "blake2",
          "blake3",
          "cksum",
          "crc",
          "crc32",
          "etag",
          "md5",
          "md5sum",
          "md5sums",
          "sfv",
          "sha",
          "sha1",
          "sha1sum",
          "sha224",
          "sha256",
          "sha256sum",
          "sha384",
          "sha512",
          "sha512sum",
          "xxh",
          "xxh64");

  private static final Set<String> SIGNATURES =
      Set.of("asc", "gpg", "minisig", "p7s", "pem", "sig", "sign", "sigstore");

  private static final Set<String> POINTERS =
      Set.of("dvc", "lnk", "meta4", "metalink", "torrent", "url", "webloc");

  private static final Set<String> UNFINISHED =
      Set.of(
          "_copying_",
          "aria2",
          "crdownload",
          "download",
          "filepart",
          "incomplete",
          "inprogress",
          "lock",
          "opdownload",
          "part",
          "partial",
          "pending",
          "swp",
          "temp",
          "tmp");

  private static final Set<String> TEXTS =
      Set.of(
          "cfg", "css", "htm", "html", "ini", "ipynb", "log", "md", "pdf", "py", "rst", "toml",
          "txt", "xml", "yaml", "yml");

  private static final Set<String> NOT_IDX =
      Set.of(
          "7z",
          "arff",
          "arrow",
          "avro",
          "bmp",
          "bz2",
          "csv",
          "gif",
          "h5",
          "hdf5",
          "jpeg",
          "jpg",
          "json",
          "jsonl",
          "lz4",
          "mat",
          "npy",
          "npz",
          "orc",
          "parquet",
          "pickle",
          "pkl",
          "png",
          "pt",
          "pth",
          "rar",
          "tar",
          "tfrecord",
          "tgz",
          "tif",
          "tiff",
          "tsv",
          "webp",
          "xz",
          "z",
          "zip",
          "zst");

  private SideFiles() {}

  /**
   * Why a file is passed over; empty for one that may hold data.
   *
   * @param name without directory
   */
  static Optional<String> reason(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.startsWith(".") || lower.startsWith("_")) {
      return Optional.of("hidden");
    }
    if (OF_SYSTEMS.contains(lower) || WINDOWS_STREAM.matcher(lower).matches()) {
      return Optional.of("a system's file");
    }
    return extension(lower).flatMap(SideFiles::ofExtension);
  }

  /** Why a directory is passed over; empty for one that may hold data, also of partitions. */
  static Optional<String> reasonOfDirectory(String name) {
    boolean isHidden = name.startsWith(".") || name.startsWith("_") && !name.contains("=");
    return isHidden ? Optional.of("hidden") : Optional.empty();
  }

  /** Why a file is passed over among IDX files; empty for one that may be IDX. */
  static Optional<String> reasonAmongIdx(String name) {
    return reason(name)
        .or(
            () ->
                extension(name.toLowerCase(Locale.ROOT))
                    .filter(NOT_IDX::contains)
                    .map("not IDX, but "::concat));
  }

  private static Optional<String> extension(String lower) {
    Matcher extension = EXTENSION.matcher(GZ.matcher(lower).replaceFirst(""));
    return extension.find() ? Optional.of(extension.group(1)) : Optional.empty();
  }

  private static Optional<String> ofExtension(String extension) {
    if (CHECKSUMS.contains(extension)) {
      return Optional.of("a checksum");
    }
    if (SIGNATURES.contains(extension)) {
      return Optional.of("a signature");
    }
    if (POINTERS.contains(extension)) {
      return Optional.of("a pointer to data elsewhere");
    }
    if (UNFINISHED.contains(extension)) {
      return Optional.of("unfinished");
    }
    return TEXTS.contains(extension) ? Optional.of("text") : Optional.empty();
  }
}
