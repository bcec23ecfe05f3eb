/**
 * A store with a champion and new data in, a decision out: whether these data have been judged
 * before, whether they look like the champion's, and whether a challenger trained on them is better
 * than the champion on images that neither had seen.
 */
package mnist.retrain;
