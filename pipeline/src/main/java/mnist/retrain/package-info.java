/**
 * A store with a champion and new data in, a decision out: has this data been judged, and is a
 * challenger trained on it as good as the champion on the same validation images.
 */
package mnist.retrain;
