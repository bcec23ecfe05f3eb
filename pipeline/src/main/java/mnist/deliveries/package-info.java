/**
 * What a store remembers of the images that it was given, delivery by delivery.
 *
 * <p>In: ingested data of files that the store hasn't taken yet. {@link
 * mnist.deliveries.StagedDelivery} tells which of their images are new, by content; published, they
 * are a delivery of the store, with their splits for ever:
 *
 * <pre>
 * deliveries/d0001/records/split=train|validation|test/   as of {@link mnist.records.IngestedData}
 *                 /fingerprint.json, quarantine/          likewise
 *                 /delivery.json                          {@link mnist.deliveries.Delivery}
 * </pre>
 *
 * <p>Out: {@link mnist.deliveries.Composition}, one ingested data set of all deliveries, within a
 * window, for a challenger to be trained on.
 *
 * <p>A delivery appears whole or not at all, under the number after the last one's, so that of two
 * processes that take the same files one publishes and the other one sees it. That a delivery was
 * taken or forgotten is a decision of the store's.
 */
package mnist.deliveries;
