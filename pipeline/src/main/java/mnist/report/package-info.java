/**
 * What people look at after a run: a page (HTML), tables (Parquet, CSV, JSON, text) and pictures
 * (PNG). In comes an {@link mnist.report.EvaluatedModel}, or the metrics of the epochs; {@link
 * mnist.report.EvaluationReport} writes them into a directory on any Hadoop file system. Charts are
 * {@link mnist.html.Chart}s and {@link mnist.html.Drawing}s; {@link mnist.report.PngFiles} turns a
 * drawing into a {@link java.awt.image.BufferedImage}, which a notebook can show, and {@link
 * mnist.report.DigitGrid} draws digits as one.
 *
 * <p>Drawing needs no display, but fonts: on Debian the packages {@code fontconfig} and {@code
 * fonts-dejavu-core}. The page needs none. Called by the jobs and the notebooks; computes no figure
 * itself.
 */
package mnist.report;
