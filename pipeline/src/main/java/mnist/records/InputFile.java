package mnist.records;

/**
 * An input file and what it holds.
 *
 * @param name file name without directory and without {@code .gz}
 * @param sha256 SHA-256 of the unpacked bytes, 64 lower-case hexadecimal digits; so a file is the
 *     same data packed and plain
 */
public record InputFile(String name, String sha256) {}
