/**
 * The statistics of a promotion: whether a challenger may replace a champion, judged by images that
 * neither has seen. Counts in, checks with figures out; no Spark.
 */
package mnist.gate;
