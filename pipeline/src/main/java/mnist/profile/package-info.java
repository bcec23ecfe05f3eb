/**
 * What images and answers look like, counted: a {@link mnist.profile.Profile} has a histogram with
 * fixed edges for each {@link mnist.profile.Measure}. Profiles of parts add up to that of the
 * whole, in any order, and don't grow with the number of images. Two histograms are compared at a
 * {@link mnist.profile.Binning} by the {@link mnist.profile.PopulationStabilityIndex} and the
 * {@link mnist.profile.JensenShannonDistance}. What follows from a difference, others decide.
 */
package mnist.profile;
