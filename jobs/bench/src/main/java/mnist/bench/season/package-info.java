/** A store that is retrained week by week, on good and bad deliveries, and what comes of it. */
package mnist.bench.season;
