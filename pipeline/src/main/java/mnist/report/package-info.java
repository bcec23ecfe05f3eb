/**
 * What people look at after a run: a page (HTML), tables (Parquet, CSV, JSON, text) and pictures
 * (PNG). In comes an {@link mnist.report.EvaluatedModel}, or the metrics of the epochs; {@link
 * mnist.report.EvaluationReport} writes them into a directory on any Hadoop file system, and the
 * classes that draw give a {@link java.awt.image.BufferedImage} each, which a notebook can show.
 *
 * <p>Drawing needs no display, but fonts: on Debian the packages {@code fontconfig} and {@code
 * fonts-dejavu-core}. The page needs none. Called by the jobs and the notebooks; computes no figure
 * itself.
 */
package mnist.report;
