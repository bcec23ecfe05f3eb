/**
 * Synthetic images that aren't digits, for outlier exposure: a network that is told in training to
 * be unsure of them (Hendrycks, Mazeika and Dietterich, "Deep Anomaly Detection with Outlier
 * Exposure", ICLR 2019, arXiv 1812.04606) is unsure of what else isn't a digit. White on black as
 * MNIST's digits are, of kinds that are drawn and kinds made of the digits at hand, none of which
 * anybody would read as one digit.
 */
package mnist.nondigits;
