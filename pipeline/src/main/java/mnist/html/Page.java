package mnist.html;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import mnist.files.Sha256;

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
    return page(title, content, "", "", "");
  }

  /**
   * The same with a script, and no other than this one.
   *
   * @param style more of it, CSS
   * @param script JavaScript that runs when the content is there
   */
  public static String of(String title, String content, String style, String script) {
    byte[] hash = Sha256.start().digest(script.getBytes(StandardCharsets.UTF_8));
    return page(
        title,
        content,
        style,
        Html.fill(" script-src 'sha256-%s';", Base64.getEncoder().encodeToString(hash)),
        "<script>" + script + "</script>\n");
  }

  private static String page(
      String title, String content, String style, String allowed, String script) {
    return Html.fill(
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" \
        content="default-src 'none';%s style-src 'unsafe-inline'; img-src data:">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>%s</title>
        <style>
        %s%s</style>
        </head>
        <body>
        <main>
        %s</main>
        %s</body>
        </html>
        """,
        allowed, Html.escape(title), style(), style, content, script);
  }

  private static String style() {
    return Drawing.resource("colours.css")
        + Drawing.resource("chart.css")
        + Drawing.resource("page.css");
  }
}
