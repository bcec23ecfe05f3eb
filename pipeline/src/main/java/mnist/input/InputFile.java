package mnist.input;

/**
 * A part of an input and what it holds.
 *
 * @param name of an IDX file, without directory and without {@code .gz}; of other forms what it is
 *     called for people
 * @param sha256 64 lower-case hexadecimal digits: of an IDX file's unpacked bytes, so that it is
 *     the same data packed and plain; of other forms over the keys, labels, splits and pixels of
 *     all rows in order
 */
public record InputFile(String name, String sha256) {}
