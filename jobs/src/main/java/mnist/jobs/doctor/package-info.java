/**
 * Examines a run before it starts, for what would hang it, kill it or slow it down badly: from the
 * Spark session, the number of workers and the paths of a run to a {@link
 * mnist.jobs.doctor.Diagnosis}, findings with the exact option that mends each. First every process
 * of the run reports about itself ({@code ProcessFacts}); the checks are functions of these facts
 * and Spark's settings.
 */
package mnist.jobs.doctor;
