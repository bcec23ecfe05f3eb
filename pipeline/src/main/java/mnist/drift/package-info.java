/**
 * What a model's images and answers looked like when it was trained, and whether those of a scoring
 * still do. {@link mnist.drift.ReferenceProfile} counts the former for a version in a store; {@link
 * mnist.drift.Drift} compares a run's {@link mnist.profile.Profile} with it, and estimates accuracy
 * without labels.
 */
package mnist.drift;
