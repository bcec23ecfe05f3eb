/**
 * A store with a champion and new data in, a decision out: whether these data have been judged
 * before, and whether a challenger trained on them passes the gate beside the champion and the best
 * one so far, on images that none of them had seen.
 */
package mnist.retrain;
