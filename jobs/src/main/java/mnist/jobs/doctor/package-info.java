/**
 * Looks before a run for what would hang it, kill it or slow it down badly. In come the Spark
 * session, the number of workers and the paths of a run; out goes a {@link
 * mnist.jobs.doctor.Diagnosis}: findings with the exact option that mends each. Every process of
 * the run tells of itself first ({@code ProcessFacts}); the checks are functions of these facts and
 * Spark's settings. {@code mnist.jobs} calls {@link mnist.jobs.doctor.Doctor} and nothing else
 * does.
 */
package mnist.jobs.doctor;
