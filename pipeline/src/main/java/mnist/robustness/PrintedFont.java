package mnist.robustness;

import java.util.List;

/**
 * A font's ten digits, and letters, in MNIST's form: images of 28 x 28 unsigned bytes, row-major,
 * white on black.
 *
 * @param file of the font, below the directory that was searched
 * @param name as the file gives it
 * @param sha256 of the file, hexadecimal
 * @param digits images of 0 to 9
 * @param letters those that look like no digit; empty if the font lacks some
 */
public record PrintedFont(
    String file, String name, String sha256, List<byte[]> digits, List<byte[]> letters) {}
