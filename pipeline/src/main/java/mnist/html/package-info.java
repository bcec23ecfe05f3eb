/**
 * Pieces of a page that needs nothing beside itself: no network, no script, no font. In come texts
 * and numbers; out goes HTML as text, everything that was given escaped, numbers written the same
 * in every locale. A chart is an SVG with title and description, followed by its figures as a
 * table.
 *
 * <p>The report calls it; it knows nothing of digits.
 */
package mnist.html;
