package mnist.input;

/**
 * A part of an input that is read at once, always the same for the same files.
 *
 * @param index of the split in the input, from 0; also its partition's in {@link ImageInput#rows}
 * @param name what it holds, for people: a file, a range of one, or the first of several
 */
public record InputSplit(int index, String name) {}
