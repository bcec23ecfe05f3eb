package mnist.robustness;

/**
 * How well a model tells images without a digit from the evaluated digits.
 *
 * @param name of the {@link NonDigit}, or of a set of images
 * @param images how many there are, 1 or more
 * @param rejected how many of them no model sees, as they can't be read or preparation finds no
 *     digit; they count as refused, and as more novel than any digit
 * @param auroc the probability that one of them has more novelty than a digit has, ties counted
 *     half; 0..1
 * @param falsePositiveRate share of them that passes where 95 % of the digits do; 0..1
 * @param acceptance what of them the model accepts
 */
public record NonDigitRow(
    String name,
    long images,
    long rejected,
    double auroc,
    double falsePositiveRate,
    Acceptance acceptance) {}
