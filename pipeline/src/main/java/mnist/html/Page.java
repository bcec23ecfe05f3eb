package mnist.html;

/** A whole page. */
public final class Page {

  private Page() {}

  /**
   * The page with its style. It tells browsers to load nothing, so that nothing that it may ever
   * contain by mistake is fetched from anywhere.
   *
   * @param title plain text
   * @param content HTML
   */
  public static String of(String title, String content) {
    return Html.fill(
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" \
        content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>%s</title>
        <style>
        %s</style>
        </head>
        <body>
        <main>
        %s</main>
        </body>
        </html>
        """,
        Html.escape(title), style(), content);
  }

  private static String style() {
    return Drawing.resource("colours.css")
        + Drawing.resource("chart.css")
        + Drawing.resource("page.css");
  }
}
